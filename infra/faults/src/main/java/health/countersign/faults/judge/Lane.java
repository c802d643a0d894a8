package health.countersign.faults.judge;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * One lane as the ledger's transactions give it: from the CREATE on, each spends the one before.
 *
 * @param changes of all batches, in order
 */
record Lane(List<Change> changes, List<Violation> violations) {
    /** A committed change. */
    record Change(String id, String card) {}

    /** Puts transactions into the order in which they spend each other. */
    static Lane of(int number, List<JsonNode> transactions) {
        List<Violation> violations = new ArrayList<>();
        Map<String, JsonNode> spending = new HashMap<>();
        String head = "";
        for (JsonNode transaction : transactions) {
            if (transaction.path("operation").asText().equals("CREATE")) {
                head = transaction.path("id").asText();
                continue;
            }
            String spent = transaction.at("/inputs/0/fulfills/transaction_id").asText();
            if (spending.put(spent, transaction) != null) {
                violations.add(new Violation("I3", "lane %d: %s is spent twice".formatted(number, spent)));
            }
        }
        List<Change> changes = new ArrayList<>();
        int followed = 0;
        for (JsonNode next = spending.get(head); next != null; next = spending.get(head)) {
            followed++;
            head = next.path("id").asText();
            next.at("/metadata/changes").forEach(change -> changes.add(change(change.path("header"))));
        }
        if (followed != spending.size()) {
            violations.add(new Violation(
                    "I4", "lane %d: %d transactions hang on nothing".formatted(number, spending.size() - followed)));
        }
        return new Lane(List.copyOf(changes), List.copyOf(violations));
    }

    private static Change change(JsonNode header) {
        return new Change(changeId(header), header.path("card").asText());
    }

    /** As docs/protocol.md, Statements: SHA-256 of the statement of kind {@code change} over the header. */
    private static String changeId(JsonNode header) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update("countersign/change/v1\0".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(Canonical.bytes(header)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
