package health.countersign.app.consortium;

import health.countersign.billing.BillingRules;
import health.countersign.domain.CanonicalJson;
import health.countersign.insurance.InsuranceRules;
import health.countersign.medical.MedicalRules;
import health.countersign.member.review.RuleBook;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.view.Sentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The public catalogue: what each code says to people, from the rules of all organizations. */
public final class Catalogue {
    private Catalogue() {}

    /** Writes it, newly at each start, and gives the file. */
    public static Path write(Path file) throws IOException {
        RuleSettings settings = RuleSettings.of(Map.of());
        Map<String, Object> sentences = new TreeMap<>();
        Stream.of(MedicalRules.book(settings), BillingRules.book(settings), InsuranceRules.book(settings))
                .map(RuleBook::catalogue)
                .forEach(rules -> sentences.putAll(new Sentences(rules).all()));
        Files.createDirectories(file.getParent());
        Files.write(file, CanonicalJson.bytes(sentences));
        return file;
    }
}
