package health.countersign.notification;

import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.OrganizationId;
import health.countersign.notification.NotificationSettings.StreamSettings;
import health.countersign.platform.auth.Authenticator;
import health.countersign.platform.auth.Caller;
import health.countersign.platform.http.HttpApi;
import health.countersign.platform.http.Problems;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code GET /v1/stream}: websockets. Every connection is authenticated before its first message is read. */
final class StreamApi {
    private static final long LOOK_MILLIS = 1_000;
    private static final String SCHEME = "Bearer ";

    private final Vertx vertx;
    private final Streams streams;
    private final ConsortiumDocument document;
    private final Authenticator authenticator;
    private final Tickets tickets;
    private final StreamSettings limits;
    private final Set<StreamSocket> sockets = new HashSet<>();

    StreamApi(
            Vertx vertx,
            Streams streams,
            ConsortiumDocument document,
            Authenticator authenticator,
            Tickets tickets,
            StreamSettings limits) {
        this.vertx = vertx;
        this.streams = streams;
        this.document = document;
        this.authenticator = authenticator;
        this.tickets = tickets;
        this.limits = limits;
        vertx.setPeriodic(limits.heartbeat().toMillis(), timer -> copy().forEach(StreamSocket::heartbeat));
        vertx.setPeriodic(LOOK_MILLIS, timer -> look());
    }

    private void look() {
        copy().forEach(socket -> socket.dropIfSlow(limits.slow().toNanos()));
        sockets.removeIf(socket -> !socket.isOpen());
    }

    private List<StreamSocket> copy() {
        return List.copyOf(sockets);
    }

    /** How many are open and not about to be closed. */
    int connections() {
        return (int) sockets.stream().filter(StreamSocket::isOpen).count();
    }

    void closeAll() {
        copy().forEach(socket -> socket.close(CloseCode.GOING_AWAY, "stopping: resume from your cursor"));
    }

    void upgrade(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!limits.allow(request.getHeader("origin"), String.valueOf(request.authority()))) {
            throw Problems.forbidden("This origin may not connect.").exception();
        }
        if (connections() >= limits.connections()) {
            throw StreamProblems.full().exception();
        }
        HttpApi.lasting(context);
        Future<Caller> caller = caller(request);
        request.toWebSocket()
                .onSuccess(socket -> {
                    socket.pause();
                    caller.onSuccess(known -> accept(socket, known, request.params()))
                            .onFailure(
                                    v -> socket.close(CloseCode.UNAUTHENTICATED.number(), "no valid ticket or token"));
                })
                .onFailure(context::fail);
    }

    private Future<Caller> caller(HttpServerRequest request) {
        String ticket = request.getParam("ticket");
        String header = request.getHeader("authorization");
        if (ticket != null) {
            return tickets.redeem(ticket)
                    .map(Future::succeededFuture)
                    .orElseGet(() -> Future.failedFuture("the ticket is unknown, used or too old"));
        }
        return header != null && header.startsWith(SCHEME)
                ? authenticator.authenticate(header.substring(SCHEME.length()).strip())
                : Future.failedFuture("neither ticket nor token");
    }

    private void accept(ServerWebSocket socket, Caller caller, MultiMap query) {
        OrganizationId subscriber = caller.organization();
        if (document.organization(subscriber).isEmpty()) {
            socket.close(CloseCode.WITHDRAWN.number(), "no member");
            return;
        }
        StreamSocket stream = new StreamSocket(vertx, streams, socket, subscriber);
        stream.open();
        sockets.add(stream);
        long session = vertx.setTimer(
                limits.session().toMillis(),
                timer -> stream.close(CloseCode.UNAUTHENTICATED, "the session is over: authenticate again"));
        socket.endHandler(v -> {
            vertx.cancelTimer(session);
            sockets.remove(stream);
        });
        if (SubscribeRequests.asks(query)) {
            subscribeAtOnce(stream, subscriber, query);
        }
        socket.resume();
    }

    private void subscribeAtOnce(StreamSocket stream, OrganizationId subscriber, MultiMap query) {
        try {
            Subscription.Request request = new SubscribeRequests(streams).of(subscriber, query, Optional.empty());
            stream.subscribe("default", request, Optional.empty());
        } catch (RuntimeException e) {
            stream.refuse("default", StreamProblems.of(e));
        }
    }
}
