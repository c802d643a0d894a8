package health.countersign.notification;

import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One subscriber's stream: takes from its feed what its filter wants and its organization may see, numbers it and
 * gives it out as fast as the outlet takes it. It keeps nothing but where it is.
 */
final class Subscription implements Feed.Taker {
    /** Entries looked at before others have their turn. */
    private static final int TURN = 500;

    /** Where notifications go. */
    interface Outlet {
        /** Whether it takes one more; calls {@link #pump} when it does again. */
        boolean isReady();

        void give(Map<String, Object> event, Progress at);

        void lost(List<ExpiredException.Gap> gaps, Progress at);

        void failed(Throwable failure);
    }

    private final Vertx vertx;
    private final OrganizationId subscriber;
    private final Filter filter;
    private final Streams streams;
    private final Progress progress;
    private final Feed feed;
    private final Outlet outlet;
    private Optional<Runnable> listening = Optional.empty();
    private boolean closed;
    private boolean scheduled;

    Subscription(Vertx vertx, Streams streams, OrganizationId subscriber, Request request, Outlet outlet) {
        this.vertx = vertx;
        this.streams = streams;
        this.subscriber = subscriber;
        this.filter = request.filter();
        this.progress = request.from();
        this.outlet = outlet;
        this.feed = new Feed(streams.window(), streams.archive(), progress, this);
    }

    /** What is subscribed to, and from where. */
    record Request(Filter filter, Progress from) {}

    /** Begins; fails with {@link ExpiredException} if the log no longer has the beginning. */
    Future<Void> start() {
        return feed.start().onSuccess(v -> {
            if (!closed) {
                listening = Optional.of(streams.window().listen(this::more));
                more();
            }
        });
    }

    Progress progress() {
        return progress;
    }

    void close() {
        closed = true;
        listening.ifPresent(Runnable::run);
        feed.close();
    }

    @Override
    public void more() {
        if (!scheduled && !closed) {
            scheduled = true;
            vertx.getOrCreateContext().runOnContext(v -> {
                scheduled = false;
                pump();
            });
        }
    }

    @Override
    public void lost(List<ExpiredException.Gap> gaps) {
        outlet.lost(gaps, progress);
    }

    @Override
    public void failed(Throwable failure) {
        outlet.failed(failure);
    }

    /** Gives out what is there, until the outlet is full. */
    void pump() {
        int looked = 0;
        while (!closed && outlet.isReady()) {
            if (looked++ == TURN) {
                more();
                return;
            }
            Optional<Told> entry = feed.next();
            if (entry.isEmpty()) {
                return;
            }
            take(entry.get());
        }
    }

    private void take(Told entry) {
        Notification notification = entry.notification();
        progress.lane(notification.place().lane()).pass(entry);
        if (filter.matches(notification, subscriber) && streams.entitlement().sees(subscriber, notification.change())) {
            outlet.give(streams.envelope().tree(notification, progress.next()), progress);
        }
    }
}
