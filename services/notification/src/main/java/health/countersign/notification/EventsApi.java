package health.countersign.notification;

import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.OrganizationId;
import health.countersign.notification.NotificationSettings.StreamSettings;
import health.countersign.platform.auth.Caller;
import health.countersign.platform.http.Bearer;
import health.countersign.platform.http.HttpApi;
import health.countersign.platform.http.Problems;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/events}: server-sent events, as the HTML standard has them. */
final class EventsApi {
    private static final long KEEP_ALIVE_MILLIS = 15_000;
    private static final long LOOK_MILLIS = 1_000;

    private final Vertx vertx;
    private final Streams streams;
    private final ConsortiumDocument document;
    private final Handler<RoutingContext> bearer;
    private final Tickets tickets;
    private final StreamSettings limits;
    private final Set<EventsOutlet> outlets = new HashSet<>();

    EventsApi(
            Vertx vertx,
            Streams streams,
            ConsortiumDocument document,
            Handler<RoutingContext> bearer,
            Tickets tickets,
            StreamSettings limits) {
        this.vertx = vertx;
        this.streams = streams;
        this.document = document;
        this.bearer = bearer;
        this.tickets = tickets;
        this.limits = limits;
        vertx.setPeriodic(KEEP_ALIVE_MILLIS, timer -> List.copyOf(outlets).forEach(EventsOutlet::keepAlive));
        vertx.setPeriodic(
                LOOK_MILLIS,
                timer -> List.copyOf(outlets)
                        .forEach(outlet -> outlet.dropIfSlow(limits.slow().toNanos())));
    }

    int connections() {
        return outlets.size();
    }

    void closeAll() {
        List.copyOf(outlets).forEach(EventsOutlet::end);
    }

    /** Browsers' event sources send no headers of ours: a ticket does instead of a token. */
    void authenticate(RoutingContext context) {
        String ticket = context.request().getParam("ticket");
        if (ticket == null) {
            bearer.handle(context);
            return;
        }
        Caller caller = tickets.redeem(ticket)
                .orElseThrow(() -> Problems.unauthenticated().exception());
        context.put(Caller.class.getName(), caller);
        context.next();
    }

    void stream(RoutingContext context) {
        Caller ticketed = context.get(Caller.class.getName());
        OrganizationId subscriber = (ticketed == null ? Bearer.caller(context) : ticketed).organization();
        if (document.organization(subscriber).isEmpty()) {
            throw Problems.forbidden("The token's organization is no member.").exception();
        }
        if (!limits.allow(
                context.request().getHeader("origin"),
                String.valueOf(context.request().authority()))) {
            throw Problems.forbidden("This origin may not connect.").exception();
        }
        if (outlets.size() >= limits.connections()) {
            throw StreamProblems.full().exception();
        }
        Subscription.Request request;
        try {
            Optional<String> last = Optional.ofNullable(context.request().getHeader("last-event-id"));
            request = new SubscribeRequests(streams).of(subscriber, context.queryParams(), last);
        } catch (RuntimeException e) {
            throw StreamProblems.of(e).exception();
        }
        HttpApi.lasting(context);
        begin(context, subscriber, request);
    }

    private void begin(RoutingContext context, OrganizationId subscriber, Subscription.Request request) {
        HttpServerResponse response = context.response();
        EventsOutlet outlet =
                new EventsOutlet(response, progress -> streams.cursors().encode(subscriber, progress));
        Subscription subscription = new Subscription(vertx, streams, subscriber, request, outlet);
        outlet.gives(subscription);
        response.endHandler(v -> finish(outlet)).closeHandler(v -> finish(outlet));
        subscription
                .start()
                .onSuccess(v -> {
                    outlets.add(outlet);
                    outlet.begin();
                })
                .onFailure(failure -> context.fail(new StreamProblems(streams.cursors())
                        .of(failure, subscriber, request.from())
                        .exception()));
    }

    private void finish(EventsOutlet outlet) {
        outlets.remove(outlet);
        outlet.close();
    }
}
