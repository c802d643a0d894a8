package health.countersign.notification;

import health.countersign.domain.Consortium;
import health.countersign.domain.SignatureVerifier;
import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the members agreed on, read from files. Blocks: not for event loops. */
record Agreed(Consortium consortium, Sentences sentences) {
    /** @throws IllegalStateException unless every member signed the document and its annex */
    static Agreed read(Path consortium, Optional<Path> catalogue, SignatureVerifier verifier) {
        Consortium read = Consortium.of(tree(consortium));
        if (!read.signedByAll(verifier)) {
            throw new IllegalStateException("not every member's signature under " + consortium + " verifies");
        }
        return new Agreed(read, new Sentences(catalogue.map(Agreed::sentences).orElse(Map.of())));
    }

    private static Map<String, String> sentences(Path file) {
        Map<String, String> sentences = new HashMap<>();
        if (tree(file) instanceof Map<?, ?> map) {
            map.forEach((code, sentence) -> sentences.put((String) code, (String) sentence));
        }
        return sentences;
    }

    private static Object tree(Path file) {
        try {
            return StrictJson.read(Files.readAllBytes(file), JsonLimits.BODY);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
