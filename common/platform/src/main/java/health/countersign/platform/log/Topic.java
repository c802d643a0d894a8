package health.countersign.platform.log;

import health.countersign.domain.Event;
import health.countersign.domain.Event.ApprovalGiven;
import health.countersign.domain.Event.ApprovalRefused;
import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.BatchObjected;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.Event.ChangeCommitted;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Event.Ticked;
import health.countersign.domain.Event.TimeAsked;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.Event.TransactionRefused;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Every topic there is, in the order in which a change meets them; each has one partition for each lane. */
public enum Topic {
    /** Headers, author's signatures, ciphertexts and wraps. */
    PROPOSALS("proposals", Keep.FOREVER),
    /** Approvals, refusals and ticks; their append time is the time of decisions. */
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

    /** Kinds of events that are said here. */
    public Set<Class<? extends Event>> events() {
        return switch (this) {
            case PROPOSALS -> Set.of(ProposalSubmitted.class);
            case ANSWERS -> Set.of(ApprovalGiven.class, ApprovalRefused.class, Ticked.class);
            case BATCHES -> Set.of(BatchDrafted.class, TransactionAssembled.class);
            case SEALS -> Set.of(BatchSealed.class, BatchObjected.class);
            case OUTCOMES ->
                Set.of(
                        TimeAsked.class,
                        ProposalEndorsed.class,
                        BatchCommitted.class,
                        ChangeCommitted.class,
                        ProposalRejected.class,
                        ProposalExpired.class,
                        TransactionRefused.class);
            case CONSORTIUM, WRAPS, DEAD_LETTERS, SUBSCRIPTIONS -> Set.of();
        };
    }

    /**
     * Whether an event counts here. Who may write to one topic may not write to another: an event that stands in
     * another's was said by somebody who has no business to say it.
     */
    public boolean takes(Event event) {
        return events().contains(event.getClass());
    }

    /** The topic of this name in Kafka, if it is one of ours. */
    public static Optional<Topic> of(String wire) {
        return Arrays.stream(values()).filter(topic -> topic.wire.equals(wire)).findFirst();
    }
}
