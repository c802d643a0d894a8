package health.countersign.embedded.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Joins documents that are JSON already. */
final class JsonArrays {
    private JsonArrays() {}

    /** {@code {"height":…,"transactions":[…]}}. */
    static byte[] block(long height, List<byte[]> transactions) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(("{\"height\":" + height + ",\"transactions\":").getBytes(StandardCharsets.US_ASCII));
        block.writeBytes(of(transactions));
        block.write('}');
        return block.toByteArray();
    }

    static byte[] of(List<byte[]> documents) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        int separator = '[';
        for (byte[] document : documents) {
            array.write(separator);
            array.writeBytes(document);
            separator = ',';
        }
        if (documents.isEmpty()) {
            array.write('[');
        }
        array.write(']');
        return array.toByteArray();
    }
}
