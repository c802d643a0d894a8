package health.countersign.ledger.tendermint;

import health.countersign.domain.LedgerChain;
import health.countersign.domain.MalformedException;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.ledger.LedgerException.LedgerUnavailable;
import health.countersign.ledger.NodeAnswer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Tendermint's RPC on one node (0.31.5, port 26657), as far as proofs need it. Answers are read on worker threads. */
public final class TendermintNode {
    /** How long the node may take to answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final int ATTEMPTS = 20;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final int MOST_ANSWER_BYTES = 128 << 20;
    private static final JsonLimits ANSWER = JsonLimits.ofBytes(MOST_ANSWER_BYTES);

    private final Vertx vertx;
    private final URI rpc;
    private final WebClient client;

    /** @param rpc such as {@code http://localhost:26657} */
    public TendermintNode(Vertx vertx, URI rpc) {
        this.vertx = vertx;
        this.rpc = rpc;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setFollowRedirects(false)
                        // One whose answer was broken off is not read any more, and ends so.
                        .setIdleTimeout(2 * (int) TIMEOUT.toSeconds()));
    }

    /**
     * What there is to prove of a block. Fails as {@link LedgerUnavailable} if the node does not answer, or has no
     * block after this one for ten seconds: Tendermint makes one by itself, also when nobody sends anything.
     */
    public Future<CommittedBlock> block(long height) {
        return block(height, ATTEMPTS);
    }

    private Future<CommittedBlock> block(long height, int attempts) {
        return told(height)
                .recover(failure -> attempts > 1
                        ? vertx.timer(PAUSE.toMillis()).compose(later -> block(height, attempts - 1))
                        : Future.failedFuture(failure));
    }

    private Future<CommittedBlock> told(long height) {
        Future<Map<?, ?>> block = get("/block?height=" + height);
        Future<Map<?, ?>> results = get("/block_results?height=" + height);
        Future<Map<?, ?>> commit = get("/commit?height=" + height);
        Future<Map<?, ?>> next = get("/commit?height=" + (height + 1));
        return Future.all(List.of(block, results, commit, next))
                .compose(all -> vertx.executeBlocking(
                        () -> understood(() -> new CommittedBlock(
                                RpcAnswers.block(commit.result(), next.result()),
                                RpcAnswers.transactions(block.result()),
                                RpcAnswers.results(results.result()))),
                        false));
    }

    /** Chain and validators as of the chain's begin. Whoever has all members sign them compares them first. */
    public Future<LedgerChain> chain() {
        return get("/genesis")
                .compose(told -> vertx.executeBlocking(
                        () -> understood(() -> RpcAnswers.chain(RpcAnswers.at(told, "genesis"))), false));
    }

    /** The same from the bytes of the file {@code genesis.json} that validators start from. */
    public static LedgerChain chain(byte[] genesis) {
        return RpcAnswers.chain((Map<?, ?>) StrictJson.read(genesis, ANSWER));
    }

    /** Lets go of connections. */
    public void close() {
        client.close();
    }

    private Future<Map<?, ?>> get(String path) {
        return client.getAbs(rpc + path)
                .as(NodeAnswer.atMost(MOST_ANSWER_BYTES, TIMEOUT))
                .timeout(TIMEOUT.toMillis())
                .send()
                .recover(failure -> Future.failedFuture(
                        new LedgerUnavailable("Tendermint at %s does not answer".formatted(rpc), failure)))
                .compose(response -> vertx.executeBlocking(() -> result(path, response), false));
    }

    private Map<?, ?> result(String path, HttpResponse<Buffer> response) throws Exception {
        Buffer body = response.body();
        Map<?, ?> result = understood(() -> RpcAnswers.result(StrictJson.read(body.getBytes(), ANSWER)));
        if (result == null) {
            throw new LedgerUnavailable("Tendermint at %s has no %s".formatted(rpc, path), null);
        }
        return result;
    }

    private <T> T understood(Callable<T> reader) throws Exception {
        try {
            return reader.call();
        } catch (MalformedJsonException | MalformedException | IllegalArgumentException | ClassCastException other) {
            throw new LedgerUnavailable("what Tendermint at %s answered is not understood".formatted(rpc), other);
        } catch (NullPointerException missing) {
            throw new LedgerUnavailable("Tendermint at %s left something out".formatted(rpc), missing);
        }
    }
}
