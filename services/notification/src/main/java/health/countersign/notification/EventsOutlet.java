package health.countersign.notification;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Writes a subscription's notifications as server-sent events; the id of each is the cursor after it. */
final class EventsOutlet implements Subscription.Outlet {
    private static final int QUEUE_BYTES = 512 * 1024;
    private static final int RETRY_MILLIS = 2_000;

    private final HttpServerResponse response;
    private final Function<Progress, String> cursors;
    private Subscription subscription;
    private boolean begun;
    private long lastTaken = System.nanoTime();

    EventsOutlet(HttpServerResponse response, Function<Progress, String> cursors) {
        this.response = response;
        this.cursors = cursors;
    }

    void gives(Subscription of) {
        this.subscription = of;
    }

    void begin() {
        begun = true;
        response.setChunked(true)
                .putHeader("content-type", "text/event-stream")
                .putHeader("cache-control", "no-store")
                .putHeader("x-accel-buffering", "no")
                .setWriteQueueMaxSize(QUEUE_BYTES);
        response.drainHandler(v -> subscription.pump());
        response.write("retry: " + RETRY_MILLIS + "\nid: " + cursors.apply(subscription.progress()) + "\n\n");
        subscription.pump();
    }

    @Override
    public boolean isReady() {
        return begun && !response.ended() && !response.closed() && !response.writeQueueFull();
    }

    @Override
    public void give(Map<String, Object> event, Progress at) {
        write("event: notification\nid: " + cursors.apply(at) + "\ndata: " + Json.encode(event) + "\n\n");
    }

    @Override
    public void lost(List<ExpiredException.Gap> gaps, Progress at) {
        String missing =
                Json.encode(Map.of("missing", gaps.stream().map(GapTree::of).toList()));
        write("event: gap\nid: " + cursors.apply(at) + "\ndata: " + missing + "\n\n");
    }

    @Override
    public void failed(Throwable failure) {
        end();
    }

    void keepAlive() {
        if (isReady()) {
            write(": at sequence " + subscription.progress().sequence() + "\n\n");
        }
    }

    /** The client reconnects with its last event id. */
    void dropIfSlow(long slowNanos) {
        if (begun && response.writeQueueFull() && System.nanoTime() - lastTaken > slowNanos) {
            close();
            response.reset();
        }
    }

    void end() {
        close();
        if (begun && !response.ended()) {
            response.end();
        }
    }

    void close() {
        subscription.close();
    }

    private void write(String text) {
        lastTaken = System.nanoTime();
        response.write(text);
    }
}
