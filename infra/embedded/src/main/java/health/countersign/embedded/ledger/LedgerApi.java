package health.countersign.embedded.ledger;

import health.countersign.embedded.ledger.Acceptance.NotTakenException;
import health.countersign.ledger.OutputReference;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** BigchainDB 2.2's HTTP API; whatever touches the store or a signature runs on the workers. */
final class LedgerApi {
    private static final int BODY_LIMIT = 10_000_000;
    private static final int COMMIT_SECONDS = 10;
    private static final String V1 = "/api/v1";

    private final Vertx vertx;
    private final WorkerExecutor workers;
    private final LedgerStore store;
    private final Acceptance acceptance;
    private final TextSearch search;
    private final NodeDescription description;

    LedgerApi(
            Vertx vertx,
            WorkerExecutor workers,
            LedgerStore store,
            Acceptance acceptance,
            NodeDescription description) {
        this.vertx = vertx;
        this.workers = workers;
        this.store = store;
        this.acceptance = acceptance;
        this.search = new TextSearch(store);
        this.description = description;
    }

    Router router() {
        Router router = Router.router(vertx);
        router.route().failureHandler(Answers::failure);
        router.errorHandler(404, Answers::notFound);
        router.errorHandler(405, context -> Answers.error(context, 405, "Method not allowed"));
        router.route().handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
        get(router, "", context -> Answers.json(context, description.root()));
        get(router, V1, context -> Answers.json(context, description.api("/")));
        get(router, V1 + "/validators", context -> Answers.json(context, description.validators()));
        both(router, HttpMethod.POST, V1 + "/transactions", this::post);
        get(router, V1 + "/transactions", this::chain);
        get(router, V1 + "/transactions/:id", this::transaction);
        get(router, V1 + "/outputs", this::outputs);
        get(router, V1 + "/assets", this::searchAssets);
        get(router, V1 + "/metadata", this::searchMetadata);
        get(router, V1 + "/blocks", this::blocksOf);
        get(router, V1 + "/blocks/:height", this::block);
        return router;
    }

    private static void get(Router router, String path, Consumer<RoutingContext> handler) {
        both(router, HttpMethod.GET, path, handler);
    }

    /** With and without a slash at the end, as the real one. */
    private static void both(Router router, HttpMethod method, String path, Consumer<RoutingContext> handler) {
        if (!path.isEmpty()) {
            router.route(method, path).handler(handler::accept);
        }
        router.route(method, path + "/").handler(handler::accept);
    }

    private void post(RoutingContext context) {
        Parameters.Mode mode = new Parameters(context).mode();
        byte[] body = context.body().buffer() == null
                ? new byte[0]
                : context.body().buffer().getBytes();
        workers.executeBlocking(() -> acceptance.accept(body), false)
                .compose(pending ->
                        mode == Parameters.Mode.COMMIT ? committed(pending) : Future.succeededFuture(pending))
                .onSuccess(pending ->
                        Answers.json(context, 202, pending.transaction().bytes()))
                .onFailure(context::fail);
    }

    private Future<Pending> committed(Pending pending) {
        return Future.fromCompletionStage(pending.outcome(), vertx.getOrCreateContext())
                .timeout(COMMIT_SECONDS, TimeUnit.SECONDS)
                .compose(outcome -> outcome instanceof Outcome.Committed
                        ? Future.succeededFuture(pending)
                        : Future.failedFuture(new NotTakenException(500, "Transaction validation failed")));
    }

    private void transaction(RoutingContext context) {
        String id = context.pathParam("id");
        read(context, () -> store.bytes(id), found -> Answers.jsonOrNotFound(context, found));
    }

    private void chain(RoutingContext context) {
        Parameters parameters = new Parameters(context);
        String asset = parameters.assetId();
        var operation = parameters.operation();
        boolean lastOnly = parameters.lastOnly();
        Callable<List<String>> ids = () -> lastOnly
                ? store.indexes().head(asset, operation).stream().toList()
                : store.indexes().chain(asset, operation);
        read(context, ids, found -> new ChainAnswer(context, workers, store, found).send());
    }

    private void outputs(RoutingContext context) {
        Parameters parameters = new Parameters(context);
        String key = parameters.publicKey();
        Optional<Boolean> spent = parameters.spent();
        Callable<List<Object>> outputs =
                () -> store.outputs(key, spent).stream().map(LedgerApi::output).toList();
        read(context, outputs, found -> Answers.json(context, found));
    }

    private static Object output(OutputReference output) {
        return Map.of("transaction_id", output.transactionId(), "output_index", output.outputIndex());
    }

    private void searchAssets(RoutingContext context) {
        Parameters parameters = new Parameters(context);
        String words = words(parameters);
        int limit = parameters.limit();
        read(context, () -> search.assets(words, limit), found -> Answers.json(context, 200, found));
    }

    private void searchMetadata(RoutingContext context) {
        Parameters parameters = new Parameters(context);
        String words = words(parameters);
        int limit = parameters.limit();
        read(context, () -> search.metadata(words, limit), found -> Answers.json(context, 200, found));
    }

    private static String words(Parameters parameters) {
        String words = parameters.search();
        if (words.isEmpty()) {
            throw new NotTakenException(400, "text_search cannot be empty");
        }
        return words;
    }

    private void blocksOf(RoutingContext context) {
        String id = new Parameters(context).transactionId();
        read(context, () -> store.heightOf(id).stream().boxed().toList(), found -> Answers.json(context, found));
    }

    private void block(RoutingContext context) {
        String height = context.pathParam("height");
        if (!height.matches("[0-9]{1,18}")) {
            Answers.notFound(context);
            return;
        }
        long at = Long.parseLong(height);
        read(context, () -> block(at), found -> Answers.jsonOrNotFound(context, found));
    }

    private Optional<byte[]> block(long at) {
        return at > store.height() ? Optional.empty() : Optional.of(JsonArrays.block(at, transactions(at)));
    }

    private List<byte[]> transactions(long at) {
        return store.block(at).stream().map(id -> store.bytes(id).orElseThrow()).toList();
    }

    private <T> void read(RoutingContext context, Callable<T> read, Consumer<T> answer) {
        workers.executeBlocking(read, false).onSuccess(answer::accept).onFailure(context::fail);
    }
}
