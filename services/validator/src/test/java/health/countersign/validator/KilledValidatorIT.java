package health.countersign.validator;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.Event.TransactionAssembled;
import health.countersign.domain.Proposal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A validator that is killed without warning at each step of a batch; another one goes on with what the log holds. */
class KilledValidatorIT {
    @TempDir
    private Path directory;

    private final List<Proposal> proposals = new ArrayList<>();
    private final List<ChildValidator> children = new ArrayList<>();

    @AfterEach
    void killAll() {
        children.forEach(ChildValidator::kill);
    }

    @Test
    void aKilledValidatorGoesOnWhereverItWas() {
        try (Stage stage = new Stage(directory, 1)) {
            ChildValidator first = child(stage, "one");
            submit(stage);
            stage.awaitCommitted(proposals);

            ChildValidator second = afterDrafting(stage, first);
            ChildValidator third = afterSeals(stage, second);
            ChildValidator fourth = afterWriteAhead(stage, third);
            ChildValidator fifth = afterPostBeforeTheAnswer(stage, fourth);
            ChildValidator last = afterCommitBeforeTheEvent(stage, fifth);

            last.kill();
            Verdicts.assertEachOnceOnTheLedger(stage, proposals);
        }
    }

    private ChildValidator afterDrafting(Stage stage, ChildValidator child) {
        stage.holdSeals();
        int drafts = stage.events(BatchDrafted.class).size();
        submit(stage);
        Stage.until(() -> stage.events(BatchDrafted.class).size() > drafts);
        child.kill();
        ChildValidator next = child(stage, "one");
        Stage.await(stage.seal());
        stage.awaitCommitted(proposals);
        return next;
    }

    private ChildValidator afterSeals(Stage stage, ChildValidator child) {
        stage.holdSeals();
        int drafts = stage.events(BatchDrafted.class).size();
        submit(stage);
        Stage.until(() -> stage.events(BatchDrafted.class).size() > drafts);
        Stage.await(stage.seal());
        child.kill();
        ChildValidator next = child(stage, "one");
        stage.awaitCommitted(proposals);
        return next;
    }

    private ChildValidator afterWriteAhead(Stage stage, ChildValidator child) {
        stage.gate.mode(Gate.Mode.SHUT);
        int assembled = stage.events(TransactionAssembled.class).size();
        submit(stage);
        Stage.until(() -> stage.events(TransactionAssembled.class).size() > assembled);
        child.kill();
        stage.gate.mode(Gate.Mode.OPEN);
        ChildValidator next = child(stage, "one");
        stage.awaitCommitted(proposals);
        return next;
    }

    private ChildValidator afterPostBeforeTheAnswer(Stage stage, ChildValidator child) {
        stage.gate.mode(Gate.Mode.MUTE);
        int posted = stage.gate.posted();
        submit(stage);
        Stage.until(() -> stage.gate.posted() > posted);
        child.kill();
        stage.gate.mode(Gate.Mode.OPEN);
        ChildValidator next = child(stage, "one");
        stage.awaitCommitted(proposals);
        return next;
    }

    private ChildValidator afterCommitBeforeTheEvent(Stage stage, ChildValidator child) {
        stage.gate.mode(Gate.Mode.BLIND);
        long height = stage.node.height();
        submit(stage);
        Stage.until(() -> stage.node.height() > height);
        child.kill();
        stage.gate.mode(Gate.Mode.OPEN);
        ChildValidator next = child(stage, "one");
        stage.awaitCommitted(proposals);
        return next;
    }

    @Test
    void oneOfTwoIsKilledAndTheOtherTakesOverWithinTheSessionTimeout() {
        try (Stage stage = new Stage(directory, 2)) {
            ChildValidator one = child(stage, "one");
            ChildValidator two = child(stage, "two");
            IntStream.range(0, 4).forEach(i -> submit(stage, i % 2));
            stage.awaitCommitted(proposals);

            one.kill();
            long killed = System.nanoTime();
            IntStream.range(0, 4).forEach(i -> submit(stage, i % 2));
            stage.awaitCommitted(proposals);

            System.out.printf(
                    "validator: the other one had taken over %d ms after the kill%n",
                    Duration.ofNanos(System.nanoTime() - killed).toMillis());
            two.kill();
            assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofMinutes(2));
            Verdicts.assertEachOnceOnTheLedger(stage, proposals);
        }
    }

    private ChildValidator child(Stage stage, String name) {
        ChildValidator child = ChildValidator.start(directory, stage.settings(name));
        children.add(child);
        return child;
    }

    private void submit(Stage stage) {
        submit(stage, 0);
    }

    private void submit(Stage stage, int lane) {
        List<Proposal> card = Cards.cardOf(stage.members, lane, 3);
        proposals.addAll(card);
        card.forEach(proposal -> Stage.await(stage.submit(proposal)));
    }
}
