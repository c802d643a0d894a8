package health.countersign.platform.log;

import java.util.Arrays;
import java.util.Optional;

/** Every topic there is, in the order in which a change meets them; each has one partition for each lane. */
public enum Topic {
    /** Headers, author's signatures, ciphertexts and wraps. */
    PROPOSALS("proposals", Keep.FOREVER),
    /** Approvals, refusals and the validator's ticks; their append time is the time of decisions. */
    ANSWERS("answers", Keep.FOR_A_WHILE),
    /** Batches, drafted and assembled. */
    BATCHES("batches", Keep.FOR_A_WHILE),
    /** Seals, given and objected. */
    SEALS("seals", Keep.FOR_A_WHILE),
    /** What became of each change, naming its evidence. */
    OUTCOMES("outcomes", Keep.FOR_A_WHILE),
    /** Versions of the consortium document. */
    CONSORTIUM("consortium", Keep.FOREVER),
    /** Section keys wrapped for readers who came later. */
    WRAPS("wraps", Keep.FOREVER),
    /** What could not be processed, byte for byte, with its reason. */
    DEAD_LETTERS("dead-letters", Keep.FOREVER),
    /** Notification's own: who wants to hear what, the latest word for each subscription. */
    SUBSCRIPTIONS("subscriptions", Keep.LATEST);

    /** How long a topic keeps its records. */
    public enum Keep {
        FOREVER,
        /** As long as {@link KafkaSettings#retention()} says. */
        FOR_A_WHILE,
        /** The last record of each key. */
        LATEST
    }

    private final String wire;
    private final Keep keep;

    Topic(String plural, Keep keep) {
        this.wire = "countersign." + plural + ".v1";
        this.keep = keep;
    }

    /** The topic's name in Kafka. */
    public String wire() {
        return wire;
    }

    public Keep keep() {
        return keep;
    }

    /** The topic of this name in Kafka, if it is one of ours. */
    public static Optional<Topic> of(String wire) {
        return Arrays.stream(values()).filter(topic -> topic.wire.equals(wire)).findFirst();
    }
}
