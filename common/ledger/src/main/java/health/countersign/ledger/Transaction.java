package health.countersign.ledger;

import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole transaction of BigchainDB 2.0, in its canonical form. */
public final class Transaction {
    private final String id;
    private final TransactionBody body;
    private final List<Fulfillment> fulfillments;
    private final byte[] canonicalInputs;

    Transaction(String id, TransactionBody body, List<Fulfillment> fulfillments, byte[] canonicalInputs) {
        this.id = id;
        this.body = body;
        this.fulfillments = List.copyOf(fulfillments);
        this.canonicalInputs = canonicalInputs;
    }

    /**
     * Reads a transaction from JSON and checks whatever needs no other transaction and no signature.
     *
     * @throws InvalidTransactionException with the ledger's own class of fault
     * @throws MalformedJsonException if the bytes are not such JSON as we take
     */
    public static Transaction of(byte[] json) {
        Object tree;
        try {
            tree = StrictJson.read(json, TransactionReader.LIMITS);
        } catch (MalformedJsonException malformed) {
            if (malformed.reason() == MalformedJsonException.Reason.NOT_AN_INT64) {
                // Has no canonical form here, so no hash either; one that reaches a real chain halts it for good.
                throw new InvalidTransactionException(Fault.INVALID_HASH, malformed.getMessage());
            }
            throw malformed;
        }
        return of(tree);
    }

    /**
     * Reads a transaction from its tree, as {@link #of(byte[])} does.
     *
     * @throws InvalidTransactionException with the ledger's own class of fault
     */
    public static Transaction of(Object tree) {
        return new TransactionReader(tree).read();
    }

    /** 64 lower hexadecimal digits; depends on which signers are in the fulfillments. */
    public String id() {
        return id;
    }

    public TransactionBody body() {
        return body;
    }

    public Operation operation() {
        return body.operation();
    }

    /** The id of the CREATE transaction at the head of this one's chain, which may be this one. */
    public String assetId() {
        return body.asset() instanceof Asset.Existing existing ? existing.id() : id;
    }

    public List<Input> inputs() {
        return body.inputs();
    }

    public List<Output> outputs() {
        return body.outputs();
    }

    /** The metadata's tree, or {@code null}. */
    public Map<String, Object> metadata() {
        return body.metadata();
    }

    /** One for each input, in their order. */
    public List<Fulfillment> fulfillments() {
        return fulfillments;
    }

    /** What the signers of this input signed: 32 bytes. */
    public byte[] message(int input) {
        return body.message(input);
    }

    /** The transaction whose output the first input spends; nothing for a CREATE. */
    public Optional<OutputReference> parent() {
        return inputs().get(0).fulfills();
    }

    /** The canonical JSON, id and fulfillments included: what is sent to the ledger. */
    public byte[] bytes() {
        return body.bytes(id, canonicalInputs);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Transaction transaction && id.equals(transaction.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "%s %s".formatted(operation(), id);
    }
}
