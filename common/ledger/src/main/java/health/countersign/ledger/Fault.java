package health.countersign.ledger;

/**
 * What the ledger finds wrong with a transaction, by the class name that it answers with (BigchainDB 2.2.2's order of
 * checks is the order here).
 */
public enum Fault {
    /** The id is not hexadecimal, which the ledger does not expect. */
    ID_NOT_HEX("Error", true),
    INVALID_HASH("InvalidHash", false),
    SCHEMA("SchemaValidationError", false),
    /** A key or a language that the ledger's database does not take. */
    VALIDATION("ValidationError", false),
    /** A fulfillment that is not even DER, which the ledger does not expect. */
    FULFILLMENT_NOT_DER("RecursionError", true),
    INVALID_SIGNATURE("InvalidSignature", false),
    AMOUNT("AmountError", false),
    DUPLICATE("DuplicateTransaction", false),
    INPUT_DOES_NOT_EXIST("InputDoesNotExist", false),
    /** The spent transaction has no such output, which the ledger does not expect. */
    NO_SUCH_OUTPUT("IndexError", true),
    DOUBLE_SPEND("DoubleSpend", false),
    ASSET_ID_MISMATCH("AssetIdMismatch", false);

    private final String wireName;
    private final boolean unhandled;

    Fault(String wireName, boolean unhandled) {
        this.wireName = wireName;
        this.unhandled = unhandled;
    }

    /** The class name in the ledger's answer. */
    public String wireName() {
        return wireName;
    }

    /** True where the ledger answers 500 because it did not expect such a thing, else it answers 400. */
    public boolean unhandled() {
        return unhandled;
    }
}
