package health.countersign.app.verify;

import health.countersign.domain.Consortium;
import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.Verifier;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Judges every lane of a consortium as a ledger holds it. */
public final class LedgerAudit {
    private final Vertx vertx;
    private final Consortium consortium;
    private final SignatureVerifier signatures;
    private final LedgerWalk walk;

    public LedgerAudit(Vertx vertx, Consortium consortium, Ledger ledger, SignatureVerifier signatures) {
        this.vertx = vertx;
        this.consortium = consortium;
        this.signatures = signatures;
        this.walk = new LedgerWalk(ledger);
    }

    /**
     * How far it is.
     *
     * @param done blocks read, then transactions judged
     */
    public record Stage(String name, long done, long total) {}

    /** Reads all blocks, then judges all lanes, several at a time, on worker threads. */
    public Future<LedgerReport> run(Consumer<Stage> progress) {
        List<String> lanes = consortium.lanes();
        List<List<Transaction>> chains = new ArrayList<>();
        lanes.forEach(lane -> chains.add(new ArrayList<>()));
        List<String> foreign = new ArrayList<>();
        Consumer<Transaction> sort = tx -> {
            int lane = lanes.indexOf(tx.assetId());
            if (lane < 0) {
                foreign.add(tx.id());
            } else {
                chains.get(lane).add(tx);
            }
        };
        return walk.range(lanes)
                .compose(range -> range.map(known -> walk.read(
                                known, sort, read -> progress.accept(new Stage("read blocks", read, known.blocks()))))
                        .orElseGet(Future::succeededFuture))
                .compose(read -> judge(chains, progress))
                .map(reports -> new LedgerReport(reports, foreign));
    }

    private Future<List<LaneReport>> judge(List<List<Transaction>> chains, Consumer<Stage> progress) {
        Verifier verifier = new Verifier(consortium, signatures);
        Counted counted = new Counted(chains.stream().mapToLong(List::size).sum(), progress);
        List<Future<LaneReport>> reports = new ArrayList<>();
        for (int lane = 0; lane < chains.size(); lane++) {
            int number = lane;
            List<Transaction> chain = chains.get(lane);
            reports.add(vertx.executeBlocking(
                    () -> chain.isEmpty()
                            ? LaneReport.missing(number)
                            : LaneReport.of(verifier.judgeLane(number, counted.each(chain))),
                    false));
        }
        return Future.all(reports).map(all -> all.<LaneReport>list());
    }

    /** Counts transactions as the verifier takes them. */
    private static final class Counted {
        private final long total;
        private final Consumer<Stage> progress;
        private long taken;

        Counted(long total, Consumer<Stage> progress) {
            this.total = total;
            this.progress = progress;
        }

        Iterable<Transaction> each(List<Transaction> chain) {
            return () -> chain.stream().peek(tx -> count()).iterator();
        }

        private synchronized void count() {
            taken++;
            progress.accept(new Stage("judge transactions", taken, total));
        }
    }
}
