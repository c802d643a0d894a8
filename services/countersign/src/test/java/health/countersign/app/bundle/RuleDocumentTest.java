package health.countersign.app.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.billing.BillingRules;
import health.countersign.insurance.InsuranceRules;
import health.countersign.medical.MedicalRules;
import health.countersign.member.review.RuleBook;
import health.countersign.member.review.RuleSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of docs/review-rules.md is the rule books. */
class RuleDocumentTest {
    @Test
    void theDocumentListsEveryRuleAsItIs() throws IOException {
        RuleSettings settings = RuleSettings.defaults();
        Map<String, RuleBook> books = new LinkedHashMap<>();
        books.put("medical", MedicalRules.book(settings));
        books.put("billing", BillingRules.book(settings));
        books.put("insurance", InsuranceRules.book(settings));
        RuleBook all = books.get("medical");

        String table = all.catalogue().entrySet().stream()
                .map(rule -> "| `%s` | %s | %s | %s |"
                        .formatted(
                                rule.getKey(),
                                rule.getValue(),
                                all.severities().get(rule.getKey()).name().toLowerCase(Locale.ROOT),
                                askedBy(rule.getKey(), books)))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(root().resolve("docs/review-rules.md"))).contains(table);
        books.values().forEach(book -> assertThat(all.catalogue()).containsAllEntriesOf(book.catalogue()));
    }

    private static String askedBy(String code, Map<String, RuleBook> books) {
        long asking = books.values().stream()
                .filter(book -> book.catalogue().containsKey(code))
                .count();
        return asking == books.size() ? "all" : "medical";
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("docs"))) {
            here = here.getParent();
        }
        return here;
    }
}
