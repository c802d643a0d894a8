package health.countersign.notification;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives one subscription's notifications to its websocket, and no more than the client's window ahead of its last
 * ack.
 */
final class SocketOutlet implements Subscription.Outlet {
    private final StreamSocket socket;
    private final String id;
    private final Optional<Long> window;
    private Subscription subscription;
    private long acknowledged;

    SocketOutlet(StreamSocket socket, String id, Optional<Long> window) {
        this.socket = socket;
        this.id = id;
        this.window = window;
    }

    void gives(Subscription of) {
        this.subscription = of;
        this.acknowledged = of.progress().sequence();
    }

    Progress progress() {
        return subscription.progress();
    }

    @Override
    public boolean isReady() {
        return !socket.isFull()
                && window.map(size -> progress().sequence() - acknowledged < size)
                        .orElse(true);
    }

    @Override
    public void give(Map<String, Object> event, Progress at) {
        Map<String, Object> message = StreamSocket.message("event", id, "cursor", socket.cursor(at));
        message.put("event", event);
        socket.send(message);
    }

    @Override
    public void lost(List<ExpiredException.Gap> gaps, Progress at) {
        Map<String, Object> message = at("gap", at);
        message.put("missing", gaps.stream().map(GapTree::of).toList());
        socket.send(message);
    }

    @Override
    public void failed(Throwable failure) {
        socket.refuse(id, StreamProblems.of(failure));
        socket.close(CloseCode.GOING_AWAY, "the log cannot be read now: resume from your cursor");
    }

    /** A message that says where the subscription is. */
    Map<String, Object> at(String type, Progress at) {
        Map<String, Object> message = new LinkedHashMap<>(StreamSocket.message(type, id, "cursor", socket.cursor(at)));
        message.put("sequence", Long.toString(at.sequence()));
        return message;
    }

    void ack(long sequence) {
        acknowledged = Math.min(Math.max(acknowledged, sequence), progress().sequence());
        pump();
    }

    void pump() {
        subscription.pump();
    }

    void close() {
        subscription.close();
    }
}
