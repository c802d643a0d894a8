package health.countersign.ledger;

/** A transaction that the ledger does not take, with the class of the fault and a sentence. */
public final class InvalidTransactionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    public InvalidTransactionException(Fault fault, String sentence) {
        super(sentence);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** The sentence as BigchainDB's HTTP API puts it. */
    public String answer() {
        return fault == Fault.SCHEMA
                ? "Invalid transaction schema: " + getMessage()
                : "Invalid transaction (%s): %s".formatted(fault.wireName(), getMessage());
    }
}
