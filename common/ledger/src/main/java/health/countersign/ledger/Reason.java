package health.countersign.ledger;

import health.countersign.domain.BatchCondition;

/** Why something on the ledger does not stand: a stable code, and a sentence for people. */
public record Reason(String code, String sentence) {
    public static final Reason UNKNOWN_LANE =
            new Reason("unknown-lane", "the chain is none of the lanes that the consortium's annex names");
    public static final Reason GENESIS =
            new Reason("genesis", "the lane does not begin with the transaction that all founders signed");
    public static final Reason BROKEN_CHAIN =
            new Reason("broken-chain", "the transaction does not spend the lane's head");
    public static final Reason SHAPE =
            new Reason("shape", "the transaction does not hand on the whole lane from one input to one output");
    public static final Reason FULFILLMENT =
            new Reason("fulfillment", "the signatures do not open what the lane was locked with");
    public static final Reason SEALS =
            new Reason("seals", "the seals are not from organizations that satisfy the seal policy");
    public static final Reason OWNERS_BEFORE =
            new Reason("owners-before", "the transaction names other owners than those whose output it spends");
    public static final Reason PUBLIC_KEYS =
            new Reason("public-keys", "an output names other keys than those that it is locked with");
    public static final Reason CONDITION_URI =
            new Reason("condition-uri", "an output names another condition than the one that it is locked with");
    public static final Reason METADATA = new Reason("metadata", "the metadata holds no batch");

    static Reason of(BatchCondition condition) {
        return new Reason(condition.wire(), condition.sentence());
    }
}
