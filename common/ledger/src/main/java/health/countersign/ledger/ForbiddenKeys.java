package health.countersign.ledger;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Keys that MongoDB does not take, and languages that its text index does not know, in asset data and metadata. */
final class ForbiddenKeys {
    private static final Set<String> LANGUAGES = Set.of(
            "danish",
            "dutch",
            "english",
            "finnish",
            "french",
            "german",
            "hungarian",
            "italian",
            "norwegian",
            "portuguese",
            "romanian",
            "russian",
            "spanish",
            "swedish",
            "turkish",
            "none",
            "da",
            "nl",
            "en",
            "fi",
            "fr",
            "de",
            "hu",
            "it",
            "nb",
            "pt",
            "ro",
            "ru",
            "es",
            "sv",
            "tr");

    private ForbiddenKeys() {}

    static void check(Map<?, ?> tx) {
        walk(((Map<?, ?>) tx.get("asset")).get("data"));
        walk(tx.get("metadata"));
    }

    private static void walk(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                key((String) key);
                if ("language".equals(key)) {
                    language(value);
                }
                walk(value);
            });
        } else if (tree instanceof List<?> list) {
            list.forEach(ForbiddenKeys::walk);
        }
    }

    private static void key(String key) {
        if (key.startsWith("$") || key.indexOf('.') >= 0 || key.indexOf('\0') >= 0) {
            throw new InvalidTransactionException(
                    Fault.VALIDATION, "a key begins with \"$\", or holds \".\" or a null character");
        }
    }

    private static void language(Object value) {
        if (!(value instanceof String text && LANGUAGES.contains(text))) {
            throw new InvalidTransactionException(Fault.VALIDATION, "a language that the ledger does not know");
        }
    }
}
