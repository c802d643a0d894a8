package health.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class EventTreeTest {
    private static final EndorsedChange CHANGE = Words.batch().changes().get(0);
    private static final Subject SUBJECT = Subject.of(CHANGE.proposal());
    private static final BatchPosition BATCH = new BatchPosition(2, 7, 1, new Digest("55".repeat(32)));
    private static final LedgerPosition POSITION = new LedgerPosition(2, 7, "66".repeat(32), 9);
    private static final Signature SIGNATURE = Signature.of(new byte[64]);

    private final List<Event> one = List.of(
            new Event.ProposalSubmitted(CHANGE.proposal(), Bytes.of(new byte[] {1, 2}), List.of()),
            new Event.ApprovalGiven(CHANGE.approvals().get(0)),
            new Event.ApprovalRefused(CHANGE.refusals().get(0)),
            new Event.TimeAsked(3),
            new Event.Ticked(3),
            new Event.ProposalEndorsed(SUBJECT, List.of(Words.CLINIC)),
            new Event.BatchDrafted(BATCH, "{}"),
            new Event.BatchSealed(new Seal(BATCH, Words.CLINIC, SIGNATURE)),
            new Event.BatchObjected(new Objection(
                    BATCH,
                    Words.CLINIC,
                    List.of(new Objection.Fault(Optional.empty(), BatchCondition.PARENT)),
                    SIGNATURE)),
            new Event.TransactionAssembled(BATCH, "66".repeat(32), "{}"),
            new Event.TransactionRefused(BATCH, "66".repeat(32), "InvalidSignature"),
            new Event.BatchCommitted(POSITION, BATCH.message(), List.of(CHANGE.id())),
            new Event.ChangeCommitted(SUBJECT, POSITION),
            new Event.ProposalRejected(SUBJECT, new Rejection.Stale(CHANGE.id())),
            new Event.ProposalExpired(SUBJECT, Instant.ofEpochMilli(5)));

    @Test
    void everyEventHasAFormThatReadsBackEqual() {
        assertThat(one.stream().map(Event::getClass).collect(Collectors.toSet()))
                .isEqualTo(Arrays.stream(Event.class.getPermittedSubclasses()).collect(Collectors.toSet()));
        one.forEach(event -> assertThat(EventTree.read(EventTree.of(event))).isEqualTo(event));
    }

    @Test
    void everyRejectionReadsBackEqual() {
        List.of(
                        new Rejection.Refused(List.of(Words.CLINIC)),
                        new Rejection.Stale(CHANGE.id()),
                        new Rejection.RequirementRejected(CHANGE.id()),
                        new Rejection.Unsealable(BatchCondition.QUORUM, List.of(Words.CLINIC)))
                .forEach(rejection -> assertThat(Rejection.of(rejection.tree())).isEqualTo(rejection));
    }

    @Test
    void aFieldMoreOrLessOrOfAnotherTypeIsRefused() {
        one.forEach(event -> {
            Map<String, Object> more = new HashMap<>(EventTree.of(event));
            more.put("surprise", 1L);
            assertThatThrownBy(() -> EventTree.read(more)).isInstanceOf(MalformedException.class);
            EventTree.of(event).keySet().forEach(key -> {
                Map<String, Object> less = new HashMap<>(EventTree.of(event));
                less.remove(key);
                assertThatThrownBy(() -> EventTree.read(less)).isInstanceOf(MalformedException.class);
                Map<String, Object> other = new HashMap<>(EventTree.of(event));
                other.put(key, Map.of("not", "this"));
                assertThatThrownBy(() -> EventTree.read(other)).isInstanceOf(MalformedException.class);
            });
        });
    }
}
