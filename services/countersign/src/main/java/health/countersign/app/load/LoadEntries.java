package health.countersign.app.load;

import health.countersign.app.attack.FhirSamples;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Entries of a given size. */
final class LoadEntries {
    private static final String NOTE = ",\"note\":[{\"text\":\"";
    private static final String END = "\"}]}";

    private LoadEntries() {}

    static byte[] patient(String id) {
        return FhirSamples.patient(id);
    }

    /** A finding with a note that makes it so many bytes long. */
    static byte[] finding(String patient, int bytes) {
        String finding =
                new String(FhirSamples.observation(UUID.randomUUID().toString(), patient, 72), StandardCharsets.UTF_8);
        String open = finding.substring(0, finding.length() - 1);
        int missing = bytes - open.length() - NOTE.length() - END.length();
        return (open + NOTE + "x".repeat(Math.max(0, missing)) + END).getBytes(StandardCharsets.UTF_8);
    }
}
