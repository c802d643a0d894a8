package health.countersign.embedded.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.embedded.EmbeddedStartException;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.Wallet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitterTest {
    private final Wallet alice = new Wallet();
    private final Mempool mempool = new Mempool();
    private final List<Block> published = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    private LedgerStore store;
    private Committer committer;

    @BeforeEach
    void open() {
        store = LedgerStore.open(directory.resolve("chain"));
        committer = new Committer(mempool, store, Wallet.ED25519, published::add);
    }

    @AfterEach
    void close() {
        committer.close();
        store.close();
    }

    @Test
    void whatGathersBeforeTheDiskIsFreeSharesABlock() throws Exception {
        List<Pending> waiting = IntStream.range(0, 20)
                .mapToObj(i -> offer(alice.create("asset " + i)))
                .toList();

        committer.start();

        for (Pending part : waiting) {
            assertThat(part.outcome().get(120, TimeUnit.SECONDS)).isEqualTo(new Outcome.Committed(1));
        }
        committer.close();
        assertThat(published).hasSize(1);
        assertThat(published.get(0).transactions())
                .isEqualTo(waiting.stream().map(Pending::transaction).toList());
    }

    @Test
    void aDoubleSpendThatPassedTheFirstValidationIsRefusedInItsTurn() throws Exception {
        Transaction genesis = alice.create("contested");
        store.append(new Block(1, List.of(genesis)));
        Pending first = offer(alice.transfer(genesis, "first"));
        Pending second = offer(alice.transfer(genesis, "second"));

        committer.start();

        assertThat(first.outcome().get(120, TimeUnit.SECONDS)).isEqualTo(new Outcome.Committed(2));
        assertThat(second.outcome().get(120, TimeUnit.SECONDS)).isInstanceOf(Outcome.Refused.class);
        assertThat(store.outputs(alice.publicKey(), Optional.of(false))).hasSize(1);
    }

    @Test
    void afterAFailedWriteNothingMoreIsTakenAndNobodyIsTold() {
        store.close();
        Pending pending = offer(alice.create("lost"));

        committer.start();

        assertThatThrownBy(() -> pending.outcome().get(120, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("closed");
        committer.close();
        assertThat(mempool.offer(Submission.ofVerified(alice.create("late")))).isEqualTo(Mempool.Admission.CLOSED);
        assertThat(published).isEmpty();
    }

    @Test
    void aFullMempoolTakesNothing() {
        for (int i = 0; i < 5_000; i++) {
            // Parts alone are counted here: one transaction under many names would be many signatures.
            assertThat(mempool.offer(new Submission(List.of(), true))).isEqualTo(Mempool.Admission.TAKEN);
        }

        assertThat(mempool.offer(Submission.ofVerified(alice.create("too many"))))
                .isEqualTo(Mempool.Admission.FULL);
    }

    @Test
    void aStoreThatIsNotReadableIsNamed() throws Exception {
        store.close();
        Files.writeString(directory.resolve("chain").resolve("CURRENT"), "nonsense\n");

        assertThatThrownBy(() -> LedgerStore.open(directory.resolve("chain")))
                .isInstanceOf(EmbeddedStartException.class)
                .hasMessageContaining(directory.toString());
    }

    private Pending offer(Transaction tx) {
        Submission submission = Submission.ofVerified(tx);
        assertThat(mempool.offer(submission)).isEqualTo(Mempool.Admission.TAKEN);
        return submission.parts().get(0);
    }
}
