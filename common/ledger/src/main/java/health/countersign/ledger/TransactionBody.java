package health.countersign.ledger;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A transaction without signatures: what its signers sign. Its canonical bytes are made once and shared. */
public final class TransactionBody {
    private final Asset asset;
    private final List<Input> inputs;
    private final Map<String, Object> metadata;
    private final List<Output> outputs;
    private final CanonicalParts parts;
    private volatile byte[] firstMessage;

    TransactionBody(
            Asset asset, List<Input> inputs, Map<String, Object> metadata, List<Output> outputs, CanonicalParts parts) {
        this.asset = asset;
        this.inputs = List.copyOf(inputs);
        this.metadata = metadata;
        this.outputs = List.copyOf(outputs);
        this.parts = parts;
    }

    /** A new body; metadata may be {@code null}, or else a tree with at least one key. */
    public static TransactionBody of(
            Asset asset, List<Input> inputs, Map<String, Object> metadata, List<Output> outputs) {
        return new TransactionBody(asset, inputs, metadata, outputs, CanonicalParts.of(asset, metadata, outputs));
    }

    public Operation operation() {
        return asset.operation();
    }

    public Asset asset() {
        return asset;
    }

    public List<Input> inputs() {
        return inputs;
    }

    /** The metadata's tree, or {@code null}. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    public List<Output> outputs() {
        return outputs;
    }

    /** How many bytes the canonical form has, without fulfillments and id. */
    public int length() {
        return parts.length();
    }

    /** What the signers of this input sign: 32 bytes. */
    public byte[] message(int input) {
        if (input > 0) {
            return digest(input);
        }
        byte[] known = firstMessage;
        if (known == null) {
            known = digest(0);
            firstMessage = known;
        }
        return known.clone();
    }

    private byte[] digest(int input) {
        MessageDigest digest = Sha3.digest();
        parts.update(digest, CanonicalParts.NULL, unsigned());
        inputs.get(input)
                .fulfills()
                .ifPresent(spent ->
                        digest.update((spent.transactionId() + spent.outputIndex()).getBytes(StandardCharsets.UTF_8)));
        return digest.digest();
    }

    /** The whole transaction, with one fulfillment for each input, in their order. */
    public Transaction fulfilled(List<Fulfillment> fulfillments) {
        if (fulfillments.size() != inputs.size()) {
            throw new IllegalArgumentException(
                    "%d fulfillments for %d inputs".formatted(fulfillments.size(), inputs.size()));
        }
        List<Object> signed = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            signed.add(inputs.get(i).tree(fulfillments.get(i).text()));
        }
        byte[] canonicalInputs = CanonicalParts.canonical(signed);
        return new Transaction(parts.id(canonicalInputs), this, fulfillments, canonicalInputs);
    }

    /** Canonical JSON with {@code null} for id and fulfillments: what is signed, but for the spent output's name. */
    public String text() {
        return parts.text(unsigned());
    }

    byte[] bytes(String id, byte[] canonicalInputs) {
        return parts.bytes(id, canonicalInputs);
    }

    private byte[] unsigned() {
        return CanonicalParts.canonical(inputs.stream().map(i -> i.tree(null)).toList());
    }
}
