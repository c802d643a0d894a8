package health.countersign.ledger;

/** A fulfillment that is not the one canonical encoding of a fulfillment within our limits. */
public final class MalformedFulfillmentException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean endless;

    MalformedFulfillmentException(String sentence) {
        this(sentence, false);
    }

    MalformedFulfillmentException(String sentence, boolean endless) {
        super(sentence);
        this.endless = endless;
    }

    /** True for bytes on which BigchainDB's own DER reader recurses until it breaks. */
    boolean endless() {
        return endless;
    }
}
