package health.countersign.ledger;

import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.LedgerException.LedgerUnknown;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a node's 400. Only faults of the bytes themselves refuse a transaction for good; a lagging node's
 * {@code InputDoesNotExist}, and the {@code DoubleSpend} that a committed transaction gets when it is sent again, do
 * not.
 */
final class RefusalText {
    private static final Pattern CLASS = Pattern.compile("^Invalid transaction \\(([A-Za-z]+)\\)");
    private static final String SCHEMA = "Invalid transaction schema";
    private static final Set<String> FINAL = Set.of(
            Fault.INVALID_HASH.wireName(),
            Fault.SCHEMA.wireName(),
            Fault.VALIDATION.wireName(),
            Fault.AMOUNT.wireName(),
            Fault.INVALID_SIGNATURE.wireName());
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(1 << 20);

    private RefusalText() {}

    static LedgerException read(String body) {
        String fault = fault(message(body));
        String sentence = "a node answered 400 (%s)".formatted(fault);
        return FINAL.contains(fault) ? new LedgerRefused(fault, sentence) : new LedgerUnknown(sentence, null);
    }

    private static String fault(String message) {
        if (message.startsWith(SCHEMA)) {
            return Fault.SCHEMA.wireName();
        }
        Matcher matcher = CLASS.matcher(message);
        return matcher.find() ? matcher.group(1) : "another reason";
    }

    private static String message(String body) {
        try {
            Object tree = StrictJson.read(body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8), LIMITS);
            return tree instanceof Map<?, ?> map && map.get("message") instanceof String text ? text : "";
        } catch (MalformedJsonException notANodesAnswer) {
            return "";
        }
    }
}
