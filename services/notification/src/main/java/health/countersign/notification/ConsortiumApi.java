package health.countersign.notification;

import health.countersign.domain.OrganizationId;
import health.countersign.platform.http.Bearer;
import health.countersign.platform.http.Problems;
import io.vertx.core.Handler;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/consortium}: members, sections and policies, for members. */
record ConsortiumApi(Agreed agreed) implements Handler<RoutingContext> {
    @Override
    public void handle(RoutingContext context) {
        OrganizationId caller = Bearer.caller(context).organization();
        if (agreed.consortium().document().organization(caller).isEmpty()) {
            throw Problems.forbidden("The token's organization is no member.").exception();
        }
        ConsortiumTree tree = new ConsortiumTree(agreed.consortium().document(), agreed.sentences());
        context.response().putHeader("content-type", "application/json").end(Json.encodeToBuffer(tree.of(caller)));
    }
}
