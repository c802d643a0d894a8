package health.countersign.ledger;

import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.ledger.LedgerException.LedgerUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** BigchainDB 2.2's HTTP API and event stream. What nodes answer is parsed on worker threads and believed by nobody. */
public final class BigchainDbLedger implements Ledger {
    private static final Logger LOG = LoggerFactory.getLogger(BigchainDbLedger.class);
    private static final JsonLimits ANSWER = JsonLimits.ofBytes(BigchainDbNodes.MOST_ANSWER_BYTES);
    private static final String TRANSACTIONS = "/api/v1/transactions";
    private static final String BLOCKS = "/api/v1/blocks";

    private final Vertx vertx;
    private final BigchainDbNodes nodes;
    private final LedgerStream stream;

    public BigchainDbLedger(Vertx vertx, BigchainDbSettings settings) {
        this.vertx = vertx;
        this.nodes = new BigchainDbNodes(vertx, settings);
        this.stream = new LedgerStream(vertx, settings);
    }

    @Override
    public Future<Void> post(Transaction tx) {
        return nodes.post(TRANSACTIONS + "?mode=sync", tx.bytes());
    }

    @Override
    public Future<Optional<Transaction>> find(String id) {
        return get(
                TRANSACTIONS + "/" + requireId(id),
                tree -> asked(Transaction.of(tree), tx -> tx.id().equals(id)));
    }

    @Override
    public Future<Optional<Transaction>> head(String assetId) {
        return get(TRANSACTIONS + "?asset_id=" + requireId(assetId) + "&last_tx=true", BigchainDbLedger::last)
                .map(found -> found.flatMap(Function.identity()))
                .map(found -> found.map(last -> asked(last, tx -> tx.assetId().equals(assetId))));
    }

    @Override
    public Future<List<Long>> heights(String transactionId) {
        return get(BLOCKS + "?transaction_id=" + requireId(transactionId), BigchainDbLedger::longs)
                .map(found -> found.orElse(List.of()));
    }

    @Override
    public Future<Optional<Block>> block(long height) {
        return get(BLOCKS + "/" + height, tree -> block(height, tree));
    }

    @Override
    public Future<Subscription> follow(Consumer<Committed> onCommitted, Runnable onReconnected) {
        return stream.follow(onCommitted, onReconnected);
    }

    /** Lets go of connections; subscriptions are closed by those who have them. */
    public void close() {
        nodes.close();
        stream.close();
    }

    private <T> Future<Optional<T>> get(String path, Function<Object, T> reader) {
        return nodes.get(path)
                .compose(body -> body.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : vertx.executeBlocking(() -> Optional.of(read(path, body.get(), reader)), false));
    }

    private static <T> T read(String path, Buffer body, Function<Object, T> reader) {
        try {
            return reader.apply(StrictJson.read(body.getBytes(), ANSWER));
        } catch (MalformedJsonException
                | InvalidTransactionException
                | ClassCastException
                | NullPointerException notUnderstood) {
            throw new LedgerUnavailable(
                    "what a node answered to GET %s is not understood".formatted(path), notUnderstood);
        }
    }

    private static Transaction asked(Transaction answered, Predicate<Transaction> asked) {
        if (!asked.test(answered)) {
            throw new LedgerUnavailable("a node answered with another transaction than was asked for", null);
        }
        return answered;
    }

    private static Optional<Transaction> last(Object tree) {
        List<?> list = (List<?>) tree;
        return list.isEmpty() ? Optional.empty() : Optional.of(Transaction.of(list.get(list.size() - 1)));
    }

    private static List<Long> longs(Object tree) {
        return ((List<?>) tree).stream().map(Long.class::cast).toList();
    }

    private static Block block(long height, Object tree) {
        List<Transaction> transactions = new ArrayList<>();
        for (Object each : (List<?>) ((Map<?, ?>) tree).get("transactions")) {
            try {
                transactions.add(Transaction.of(each));
            } catch (InvalidTransactionException notOurs) {
                LOG.warn("Block {} holds a transaction that we do not read: {}", height, notOurs.fault());
            }
        }
        return new Block(height, transactions);
    }

    private static String requireId(String id) {
        if (!id.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("an id is 64 lower-case hexadecimal digits");
        }
        return id;
    }
}
