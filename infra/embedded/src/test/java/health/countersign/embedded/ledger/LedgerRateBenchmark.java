package health.countersign.embedded.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.Wallet;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Measures, and prints; runs only when it is asked for. Posts in mode commit, so that each answer is a transaction on
 * the disk.
 */
class LedgerRateBenchmark {
    private static final int SMALL = 2_000;
    private static final int LARGE = 250_000;

    private static final OperatingSystemMXBean CPU = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @RegisterExtension
    final NodeExtension running = new NodeExtension();

    @Test
    void smallAndLargeTransactions() throws Exception {
        measure("warm-up", 32, 1_000, SMALL);
        measure("warm-up", 4, 40, LARGE);
        measure("2 KB", 1, 200, SMALL);
        measure("2 KB", 4, 500, SMALL);
        measure("2 KB", 32, 1_000, SMALL);
        measure("256 KB", 1, 40, LARGE);
        measure("256 KB", 4, 60, LARGE);
        System.out.printf(Locale.ROOT, "fsync after 4 KB: p50 %.2f ms%n", fsync());
        assertThat(running.node().height()).isPositive();
    }

    /** So many transactions in so many chains, each chain with one in flight. */
    private void measure(String what, int chains, int transactions, int metadataBytes) throws Exception {
        List<Long> nanos = new ArrayList<>();
        String text = "x".repeat(metadataBytes);
        long before = running.node().height();
        long cpu = CPU.getProcessCpuTime();
        long start = System.nanoTime();
        List<Future<Void>> done = new ArrayList<>();
        for (int i = 0; i < chains; i++) {
            Wallet wallet = new Wallet();
            Transaction genesis = wallet.create("chain " + i);
            done.add(post(genesis).compose(posted -> extend(wallet, genesis, text, transactions / chains, nanos)));
        }
        Future.all(done).await(120, TimeUnit.SECONDS);
        long took = System.nanoTime() - start;
        report(
                "%s, %d chains".formatted(what, chains),
                nanos,
                took,
                running.node().height() - before);
        System.out.printf(
                Locale.ROOT,
                "  %.1f CPU-ms each, client included%n",
                (CPU.getProcessCpuTime() - cpu) / 1e6 / nanos.size());
    }

    private Future<Void> extend(Wallet wallet, Transaction tip, String text, int left, List<Long> nanos) {
        if (left == 0) {
            return Future.succeededFuture();
        }
        Transaction next = wallet.transfer(tip, text);
        long sent = System.nanoTime();
        return post(next).compose(posted -> {
            synchronized (nanos) {
                nanos.add(System.nanoTime() - sent);
            }
            return extend(wallet, next, text, left - 1, nanos);
        });
    }

    private Future<HttpResponse<Buffer>> post(Transaction tx) {
        return running.client().posting(tx.bytes(), "commit").expecting(answer -> answer.statusCode() == 202);
    }

    private static void report(String what, List<Long> nanos, long took, long blocks) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f tx/s, %.1f per block, p50 %.1f ms, p99 %.1f ms%n",
                what,
                sorted.length * 1e9 / took,
                (double) sorted.length / blocks,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length * 99 / 100] / 1e6);
    }

    private double fsync() throws Exception {
        long[] nanos = new long[200];
        try (FileChannel file = FileChannel.open(
                running.directory().resolve("fsync"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < nanos.length; i++) {
                file.write(ByteBuffer.allocate(4096));
                long start = System.nanoTime();
                file.force(false);
                nanos[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }
}
