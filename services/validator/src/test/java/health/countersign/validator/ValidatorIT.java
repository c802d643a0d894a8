package health.countersign.validator;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Event.BatchCommitted;
import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.ProposalEndorsed;
import health.countersign.domain.Event.TransactionRefused;
import health.countersign.domain.Proposal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidatorIT {
    @TempDir
    private Path directory;

    @Test
    void wholeCardsAreCommittedOnceAndEverythingOnTheLedgerStands() {
        int cards = Integer.getInteger("countersign.cards", 20);
        try (Stage stage = new Stage(directory, 4)) {
            stage.validator("one");
            List<Proposal> proposals = new ArrayList<>();
            IntStream.range(0, cards).forEach(i -> proposals.addAll(Cards.card(stage.members, 10)));

            long begin = System.nanoTime();
            proposals.forEach(stage::submit);
            stage.awaitCommitted(proposals);

            System.out.printf(
                    "validator: %d changes committed in %d ms, %d transactions%n",
                    proposals.size(),
                    Duration.ofNanos(System.nanoTime() - begin).toMillis(),
                    stage.events(BatchCommitted.class).size());
            Verdicts.assertEachOnceOnTheLedger(stage, proposals);
        }
    }

    @Test
    void whileTheLedgerIsAwayBatchesWaitAndCommitsFollowInOrderWhenItIsBack() {
        try (Stage stage = new Stage(directory, 1)) {
            stage.validator("one");
            List<Proposal> before = Cards.card(stage.members, 1);
            before.forEach(stage::submit);
            stage.awaitCommitted(before);

            stage.gate.mode(Gate.Mode.SHUT);
            List<Proposal> meanwhile = Cards.card(stage.members, 5);
            meanwhile.forEach(stage::submit);
            Stage.until(() -> stage.events(ProposalEndorsed.class).size() == before.size() + meanwhile.size());
            int batches = stage.events(BatchDrafted.class).size();
            stage.gate.mode(Gate.Mode.OPEN);
            stage.awaitCommitted(meanwhile);

            assertThat(stage.events(BatchDrafted.class)).hasSizeGreaterThanOrEqualTo(batches);
            List<Proposal> all = new ArrayList<>(before);
            all.addAll(meanwhile);
            Verdicts.assertEachOnceOnTheLedger(stage, all);
        }
    }

    @Test
    void aSealThatTheLedgerRefusesIsLeftOutAndTheBatchIsCommittedWithOthers() {
        try (Stage stage = new Stage(directory, 1)) {
            stage.validator("one");
            stage.gate.mode(Gate.Mode.REFUSING);
            List<Proposal> card = Cards.card(stage.members, 2);

            card.forEach(stage::submit);
            stage.awaitCommitted(card);

            assertThat(stage.events(TransactionRefused.class))
                    .singleElement()
                    .satisfies(refused -> assertThat(refused.fault()).isEqualTo("InvalidSignature"));
            Verdicts.assertEachOnceOnTheLedger(stage, card);
        }
    }

    @Test
    void whatMembersSealedAndSentWithoutTheValidatorIsReportedAndFollowed() {
        try (Stage stage = new Stage(directory, 1)) {
            stage.holdSeals();
            stage.validator("one");
            List<Proposal> card = Cards.card(stage.members, 2);
            card.forEach(stage::submit);
            Stage.until(() -> !stage.events(BatchDrafted.class).isEmpty());

            stage.overtake(stage.events(BatchDrafted.class).get(0));
            Stage.until(() -> !stage.events(BatchCommitted.class).isEmpty());
            Stage.await(stage.seal());
            stage.awaitCommitted(card);

            Verdicts.assertEachOnceOnTheLedger(stage, card);
        }
    }

    /** Prints how long each hop of one change takes on an idle lane. */
    @Test
    void hopsOfOneLane() {
        try (Stage stage = new Stage(directory, 1)) {
            stage.validator("one");
            List<Proposal> proposals = Cards.card(stage.members, 60);
            List<Long> total = new ArrayList<>();
            for (Proposal proposal : proposals) {
                long begin = System.nanoTime();
                stage.submit(proposal);
                stage.awaitCommitted(List.of(proposal));
                total.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
            }
            Hops.print(stage, total.subList(20, total.size()));
            assertThat(total).hasSize(proposals.size());
        }
    }
}
