package health.countersign.app.client;

import health.countersign.domain.OrganizationId;
import health.countersign.member.review.CareCitations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The services of the consortium's organizations, each spoken to by its own people unless said otherwise. */
public final class Members implements AutoCloseable {
    private final Vertx vertx;
    private final Map<OrganizationId, URI> services;
    private final Tokens tokens;
    private final Map<Line, Api> lines = new ConcurrentHashMap<>();

    /** Who speaks to whose service. */
    private record Line(OrganizationId service, OrganizationId caller) {}

    public Members(Vertx vertx, Map<OrganizationId, URI> services, Tokens tokens) {
        this.vertx = vertx;
        this.services = Map.copyOf(services);
        this.tokens = tokens;
    }

    /** An organization's service for its own people. */
    public Api of(OrganizationId organization) {
        return of(organization, organization);
    }

    /** An organization's service for somebody of another organization. */
    public Api of(OrganizationId organization, OrganizationId caller) {
        URI service = services.get(organization);
        if (service == null) {
            throw new IllegalArgumentException("no service of " + organization + " is known");
        }
        return lines.computeIfAbsent(
                new Line(organization, caller), line -> Api.of(vertx, service, () -> tokens.of(caller)));
    }

    /** Opens a card. */
    public Future<Reply> open(OrganizationId author, ChangeBody change, String idempotencyKey) {
        return of(author).post("/v1/cards", change.json(), Optional.of(idempotencyKey));
    }

    /** Proposes a change of a card. */
    public Future<Reply> submit(OrganizationId author, String card, ChangeBody change, String idempotencyKey) {
        return of(author).post("/v1/cards/%s/changes".formatted(card), change.json(), Optional.of(idempotencyKey));
    }

    /** What an organization knows of a change. */
    public Future<Reply> proposal(OrganizationId organization, String change) {
        return of(organization).get("/v1/proposals/" + change);
    }

    /** The card as an organization has it. */
    public Future<Reply> card(OrganizationId organization, String card) {
        return of(organization).get("/v1/cards/" + card);
    }

    /** Opened leaves of an entry of a change, for somebody who may not read it. */
    public Future<Reply> citation(
            OrganizationId owner, OrganizationId caller, String card, String change, String entry) {
        String path = "/v1/cards/%s/changes/%s/citation?entry=%s&fields=%s"
                .formatted(card, change, entry, String.join(",", CareCitations.FIELDS));
        return of(owner, caller).get(path);
    }

    @Override
    public void close() {
        lines.values().forEach(Api::close);
    }
}
