package health.countersign.embedded.ledger;

import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Sends transactions as one JSON array, no faster than they are read: a chain of gigabytes needs no memory. */
final class ChainAnswer {
    private static final int PIECE = 64 * 1024;

    private final RoutingContext context;
    private final WorkerExecutor workers;
    private final LedgerStore store;
    private final List<String> ids;
    private int next;

    ChainAnswer(RoutingContext context, WorkerExecutor workers, LedgerStore store, List<String> ids) {
        this.context = context;
        this.workers = workers;
        this.store = store;
        this.ids = ids;
    }

    void send() {
        context.response().setChunked(true).putHeader("content-type", "application/json");
        sendNext();
    }

    private void sendNext() {
        workers.executeBlocking(this::piece, false)
                .compose(piece -> context.response().write(piece))
                .onSuccess(written -> {
                    if (next < ids.size()) {
                        sendNext();
                    } else {
                        context.response().end("]");
                    }
                })
                .onFailure(context::fail);
    }

    private Buffer piece() {
        Buffer piece = Buffer.buffer(next == 0 ? "[" : "");
        while (next < ids.size() && piece.length() < PIECE) {
            if (next > 0) {
                piece.appendString(",");
            }
            piece.appendBytes(store.bytes(ids.get(next++)).orElseThrow());
        }
        return piece;
    }
}
