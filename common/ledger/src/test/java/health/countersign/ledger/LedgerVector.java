package health.countersign.ledger;

import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One of the 56 transactions on which a real BigchainDB 2.2.2 node gave its verdict, with what was committed and what
 * stood before it in its block.
 *
 * @param committed trees of transactions
 * @param block trees of transactions
 * @param text the transaction's own JSON, unread because some hold numbers that our reader refuses
 * @param error the node's class of fault; nothing where it took the transaction
 */
public record LedgerVector(
        String name, List<Object> committed, List<Object> block, String text, Optional<String> error) {
    private static final String BEFORE = "\n \"tx\": ";
    private static final String AFTER = ",\n \"expect\": ";

    /** All of them, in the order of their names. */
    public static Stream<LedgerVector> all() {
        return resource("index.txt").lines().map(LedgerVector::named);
    }

    /** The vector of this name. */
    public static LedgerVector named(String name) {
        String text = resource(name + ".json");
        String json = text.substring(text.indexOf(BEFORE) + BEFORE.length(), text.indexOf(AFTER));
        byte[] rest = text.replace(json, "null").getBytes(StandardCharsets.UTF_8);
        Map<?, ?> tree = (Map<?, ?>) StrictJson.read(rest, JsonLimits.BODY);
        return new LedgerVector(
                name,
                List.copyOf((List<?>) tree.get("committed")),
                List.copyOf((List<?>) tree.get("block")),
                json,
                Optional.ofNullable((String) ((Map<?, ?>) tree.get("expect")).get("error")));
    }

    /** The transaction as it is posted. */
    public byte[] json() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the real ledger takes the transaction although it lies. */
    public boolean lies() {
        return name.startsWith("w");
    }

    /** Whether the real ledger takes the transaction, and halts for good when it stores it. */
    public boolean halts() {
        return name.startsWith("w05");
    }

    private static String resource(String name) {
        try (InputStream in = LedgerVector.class.getResourceAsStream("/vectors/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
