package health.countersign.embedded.ledger;

import health.countersign.domain.SignatureVerifier;
import health.countersign.embedded.DirectoryLock;
import health.countersign.embedded.EmbeddedStartException;
import health.countersign.embedded.Ports;
import health.countersign.embedded.Remembered;
import health.countersign.ledger.Transaction;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A durable ledger of one node in this JVM, behind BigchainDB 2.2's HTTP API and event stream on 127.0.0.1. */
public final class EmbeddedLedgerNode {
    private static final String FACTS = "ledger.properties";
    private static final int WORKERS = 4;
    private static final int GRACE_SECONDS = 5;

    private final Vertx vertx;
    private final DirectoryLock lock;
    private final LedgerStore store;
    private final Mempool mempool = new Mempool();
    private final EventStream stream;
    private final Acceptance acceptance;
    private final Committer committer;
    private final WorkerExecutor workers;
    private final int port;
    private final int eventsPort;
    private final String validatorKey;
    private final AtomicReference<Future<Void>> closed = new AtomicReference<>();
    private HttpServer api;

    private EmbeddedLedgerNode(Vertx vertx, LedgerSettings settings, SignatureVerifier signatures, DirectoryLock lock) {
        this.vertx = vertx;
        this.lock = lock;
        Remembered facts = Remembered.in(settings.directory(), FACTS);
        this.port = Ports.choose(settings.port(), facts.number("port"));
        this.eventsPort = settings.eventsPort() == 0
                ? Ports.chooseBeside(facts.number("events.port"), port)
                : Ports.choose(settings.eventsPort(), 0);
        this.validatorKey = facts.text("validator.key").orElseGet(ValidatorKey::create);
        facts.put("port", port)
                .put("events.port", eventsPort)
                .put("validator.key", validatorKey)
                .save();
        this.store = LedgerStore.open(settings.directory().resolve("chain"));
        this.acceptance = new Acceptance(store, signatures, mempool);
        this.stream = new EventStream(vertx);
        this.committer = new Committer(mempool, store, signatures, stream::publish);
        this.workers = vertx.createSharedWorkerExecutor("ledger-" + port, WORKERS);
    }

    /**
     * Opens the store and listens; the future fails with {@link EmbeddedStartException} if the directory is in use or
     * damaged, or a wanted port is taken.
     *
     * @param vertx      stays its owner's
     * @param signatures what checks Ed25519 signatures, on worker threads
     */
    public static Future<EmbeddedLedgerNode> start(Vertx vertx, LedgerSettings settings, SignatureVerifier signatures) {
        return vertx.executeBlocking(() -> open(vertx, settings, signatures)).compose(EmbeddedLedgerNode::listen);
    }

    private static EmbeddedLedgerNode open(Vertx vertx, LedgerSettings settings, SignatureVerifier signatures) {
        DirectoryLock lock = DirectoryLock.of(settings.directory());
        try {
            EmbeddedLedgerNode node = new EmbeddedLedgerNode(vertx, settings, signatures, lock);
            node.committer.start();
            return node;
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private Future<EmbeddedLedgerNode> listen() {
        NodeDescription description = new NodeDescription(streamUri().toString(), validatorKey);
        api = vertx.createHttpServer(new HttpServerOptions().setCompressionSupported(false))
                .requestHandler(new LedgerApi(vertx, workers, store, acceptance, description).router());
        return api.listen(port, Ports.LOOPBACK)
                .compose(listening -> stream.listen(eventsPort, Ports.LOOPBACK))
                .map(this)
                .recover(failure -> close().transform(closing -> Future.failedFuture(new EmbeddedStartException(
                        "the ledger node cannot listen on ports " + port + " and " + eventsPort + ": "
                                + failure.getMessage(),
                        failure))));
    }

    /** {@code http://127.0.0.1:<port>}. */
    public URI uri() {
        return URI.create("http://" + Ports.LOOPBACK + ":" + port);
    }

    /** {@code ws://127.0.0.1:<port>}, to which the stream's path is added. */
    public URI eventsUri() {
        return URI.create("ws://" + Ports.LOOPBACK + ":" + eventsPort);
    }

    /** The whole address of the event stream, {@code ws://127.0.0.1:<port>/api/v1/streams/valid_transactions}. */
    public URI streamUri() {
        return eventsUri().resolve(EventStream.PATH);
    }

    /** Height of the last block; 0 if there is none. */
    public long height() {
        return store.height();
    }

    /** Takes a whole block in, as another node would propose it: the only way to spend what the same block makes. */
    List<Pending> submitBlock(List<Transaction> block) {
        return acceptance.acceptBlock(block);
    }

    /**
     * Ends what is under way, commits what waits and frees directory and ports; to be called before its Vertx is
     * closed. Closing twice is closing once.
     */
    public Future<Void> close() {
        Promise<Void> promise = Promise.promise();
        Future<Void> before = closed.compareAndExchange(null, promise.future());
        if (before != null) {
            return before;
        }
        Future<Void> answered = api == null ? Future.succeededFuture() : api.shutdown(GRACE_SECONDS, TimeUnit.SECONDS);
        answered.transform(stopped -> vertx.executeBlocking(this::closeStore, false))
                .eventually(() -> stream.close(GRACE_SECONDS))
                .eventually(workers::close)
                .onComplete(promise);
        return promise.future();
    }

    private Void closeStore() {
        committer.close();
        store.close();
        lock.close();
        return null;
    }
}
