package health.countersign.domain;

import java.util.Locale;

/** What must hold for a batch and for each change in it; an objection names the one that is broken. */
public enum BatchCondition {
    CONSORTIUM("the batch or change was made under another consortium document"),
    LANE("the card does not belong to this lane"),
    SEQUENCE("the batch does not follow the last one of its lane"),
    PARENT("the batch does not continue the lane's head"),
    LIMITS("the batch is empty or larger than the limits allow"),
    LOCK("the transaction does not keep the lane locked as the consortium agreed"),
    REPEATED("the change is already committed"),
    POLICY("the change names another policy than the section's"),
    PARTIES("the change names other parties than its card"),
    AUTHOR("the author may not write this section"),
    AUTHOR_SIGNATURE("the author's signature does not verify"),
    ANSWERS("an answer does not verify, stands twice, or is from an organization that may not give it"),
    QUORUM("the approvals do not satisfy the policy"),
    BASES("a base is not the current version of what the change touches"),
    REQUIREMENTS("a change that this one requires is not committed before it"),
    CARD("the card is not open"),
    SECTION_KEYS("the section has no keys yet");

    private final String wire = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String sentence;

    BatchCondition(String sentence) {
        this.sentence = sentence;
    }

    public static BatchCondition of(String wire) {
        for (BatchCondition condition : values()) {
            if (condition.wire.equals(wire)) {
                return condition;
            }
        }
        throw new IllegalArgumentException("unknown condition");
    }

    public String wire() {
        return wire;
    }

    /** What a person reads. */
    public String sentence() {
        return sentence;
    }
}
