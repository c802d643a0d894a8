package health.countersign.notification;

import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.Ed25519;
import health.countersign.platform.Platform;
import health.countersign.platform.auth.Authenticator;
import health.countersign.platform.http.Bearer;
import health.countersign.platform.http.HttpApi;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.Topics;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.IntSupplier;

/** Wires the notification service: the log, the streams and the dashboard. */
public final class NotificationVerticle extends VerticleBase {
    private final NotificationSettings settings;
    private final Platform platform;
    private final SignatureVerifier verifier = Ed25519.preferred();
    private EventLog log;
    private Narration narration;
    private StreamApi sockets;
    private EventsApi events;
    private HttpServer server;

    public NotificationVerticle(NotificationSettings settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
    }

    /** Where it serves, once it is deployed. */
    public int port() {
        return server.actualPort();
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> Agreed.read(settings.consortium(), settings.catalogue(), verifier))
                .compose(agreed -> Authenticator.open(vertx, settings.auth(), platform.clock())
                        .compose(authenticator -> read(agreed).compose(v -> serve(agreed, authenticator))));
    }

    private Future<Void> read(Agreed agreed) {
        int lanes = agreed.consortium().document().lanes();
        log = EventLog.open(vertx, settings.kafka(), platform.metrics());
        narration = new Narration(vertx, log, agreed, verifier, settings.window());
        platform.health().ready("log", () -> log.admitted().compose(v -> narration.check()));
        return Topics.create(vertx, settings.kafka(), lanes).compose(v -> narration.start());
    }

    private Future<HttpServer> serve(Agreed agreed, Authenticator authenticator) {
        ConsortiumDocument document = agreed.consortium().document();
        Streams streams = new Streams(
                narration.window(),
                narration.archive(),
                new Entitlement(document),
                new CloudEvent(document.version()),
                new CursorCodec(
                        settings.cursorKey().reveal().getBytes(StandardCharsets.UTF_8),
                        document.version().id() + agreed.consortium().lanes(),
                        document.lanes()),
                new FilterReader(document));
        Tickets tickets = new Tickets(platform.clock());
        Bearer bearer = new Bearer(authenticator);
        sockets = new StreamApi(vertx, streams, document, authenticator, tickets, settings.stream());
        events = new EventsApi(vertx, streams, document, bearer, tickets, settings.stream());
        gauges(Map.of("websocket", sockets::connections, "sse", events::connections));

        Router router = HttpApi.router(vertx, settings.http());
        router.get("/v1/stream").handler(sockets::upgrade);
        router.get("/v1/events").handler(events::authenticate).handler(events::stream);
        router.post("/v1/tickets").handler(bearer).handler(new TicketApi(tickets));
        router.get("/v1/consortium").handler(bearer).handler(new ConsortiumApi(agreed));
        Dashboard.on(router);
        return HttpApi.serve(vertx, router, settings.http()).onSuccess(serving -> server = serving);
    }

    private void gauges(Map<String, IntSupplier> connections) {
        connections.forEach((kind, count) -> Gauge.builder("countersign.notification.streams", count::getAsInt)
                .description("open streams")
                .tag("kind", kind)
                .register(platform.metrics()));
        Gauge.builder("countersign.notification.unattributed", narration::unattributed)
                .description("facts that concern no change or batch that the log shows")
                .register(platform.metrics());
    }

    @Override
    public Future<?> stop() {
        if (sockets != null) {
            sockets.closeAll();
            events.closeAll();
        }
        Future<Void> reading = narration == null ? Future.succeededFuture() : narration.stop();
        return reading.eventually(() -> log == null ? Future.succeededFuture() : log.close());
    }
}
