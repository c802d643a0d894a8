package health.countersign.ledger;

import health.countersign.domain.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The canonical bytes of a transaction, cut where id and fulfillments go: metadata is the bulk of a transaction, and is
 * written once for its id, its message and its bytes on the wire.
 */
final class CanonicalParts {
    static final byte[] NULL = ascii("null");
    private static final Set<String> FIELDS =
            Set.of("asset", "id", "inputs", "metadata", "operation", "outputs", "version");
    private static final byte[] INPUTS = ascii(",\"inputs\":");

    private final byte[] beforeId;
    private final byte[] afterInputs;

    private CanonicalParts(byte[] asset, byte[] metadata, byte[] operation, byte[] outputs, byte[] version) {
        this.beforeId = join(ascii("{\"asset\":"), asset, ascii(",\"id\":"));
        this.afterInputs = join(
                ascii(",\"metadata\":"),
                metadata,
                ascii(",\"operation\":"),
                operation,
                ascii(",\"outputs\":"),
                outputs,
                ascii(",\"version\":"),
                version,
                ascii("}"));
    }

    static CanonicalParts of(Asset asset, Map<String, Object> metadata, List<Output> outputs) {
        return new CanonicalParts(
                canonical(asset.tree()),
                canonical(metadata),
                canonical(asset.operation().name()),
                canonical(outputs.stream().map(Output::tree).toList()),
                canonical("2.0"));
    }

    /** The parts of any object that has a transaction's fields, whatever they hold. */
    static CanonicalParts of(Map<?, ?> tree) {
        return new CanonicalParts(
                canonical(tree.get("asset")),
                canonical(tree.get("metadata")),
                canonical(tree.get("operation")),
                canonical(tree.get("outputs")),
                canonical(tree.get("version")));
    }

    static boolean fit(Map<?, ?> tree) {
        return tree.keySet().equals(FIELDS);
    }

    static byte[] canonical(Object tree) {
        return CanonicalJson.bytes(tree);
    }

    int length() {
        return beforeId.length + afterInputs.length;
    }

    String id(byte[] inputs) {
        MessageDigest digest = Sha3.digest();
        update(digest, NULL, inputs);
        return HexFormat.of().formatHex(digest.digest());
    }

    void update(MessageDigest digest, byte[] id, byte[] inputs) {
        digest.update(beforeId);
        digest.update(id);
        digest.update(INPUTS);
        digest.update(inputs);
        digest.update(afterInputs);
    }

    String text(byte[] inputs) {
        return new String(join(beforeId, NULL, INPUTS, inputs, afterInputs), StandardCharsets.UTF_8);
    }

    byte[] bytes(String id, byte[] inputs) {
        return join(beforeId, ascii("\"" + id + "\""), INPUTS, inputs, afterInputs);
    }

    private static byte[] join(byte[]... pieces) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            joined.writeBytes(piece);
        }
        return joined.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
