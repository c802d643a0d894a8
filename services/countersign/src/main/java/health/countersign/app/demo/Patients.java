package health.countersign.app.demo;

import health.countersign.app.bundle.BundleEntry;
import health.countersign.app.bundle.BundleReader;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Exit;
import health.countersign.domain.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bundles that the demo sends: the user's, or synthetic patients that come with the program. */
final class Patients {
    private Patients() {}

    /** The entries of a directory's bundles, or of the bundled patients. */
    static List<BundleEntry> read(Optional<Path> input) {
        try {
            List<BundleEntry> entries = input.isPresent() ? BundleReader.directory(input.get()) : bundled();
            if (entries.isEmpty()) {
                throw CommandFailure.usage("%s holds no FHIR bundles (.json, .json.gz)"
                        .formatted(input.map(Path::toString).orElse("the program")));
            }
            return entries;
        } catch (IOException unreadable) {
            throw new CommandFailure(Exit.USAGE, "the bundles cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (MalformedException malformed) {
            throw new CommandFailure(Exit.USAGE, malformed.getMessage(), malformed);
        }
    }

    private static List<BundleEntry> bundled() throws IOException {
        List<BundleEntry> entries = new ArrayList<>();
        for (int number = 1; ; number++) {
            String name = "patient-%d.json.gz".formatted(number);
            try (InputStream file = Patients.class.getResourceAsStream("/patients/" + name)) {
                if (file == null) {
                    return entries;
                }
                entries.addAll(BundleReader.read(name, file));
            }
        }
    }
}
