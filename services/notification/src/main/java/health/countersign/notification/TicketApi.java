package health.countersign.notification;

import health.countersign.platform.http.Bearer;
import io.vertx.core.Handler;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /v1/tickets}: exchanges a bearer token for a ticket that opens one stream. */
record TicketApi(Tickets tickets) implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext context) {
        String ticket = tickets.issue(Bearer.caller(context))
                .orElseThrow(() -> StreamProblems.full().exception());
        context.response()
                .setStatusCode(201)
                .putHeader("content-type", "application/json")
                .end(new JsonObject()
                        .put("ticket", ticket)
                        .put("expiresIn", Tickets.LIFE.toSeconds())
                        .toBuffer());
    }
}
