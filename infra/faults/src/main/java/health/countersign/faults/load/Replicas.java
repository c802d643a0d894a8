package health.countersign.faults.load;

import health.countersign.app.client.Api;
import health.countersign.app.client.ChangeBody;
import health.countersign.app.client.Reply;
import health.countersign.app.client.Tokens;
import health.countersign.app.cluster.ConsortiumProcesses.Running;
import health.countersign.app.consortium.LocalTokens;
import health.countersign.app.consortium.ProgramKind;
import health.countersign.app.consortium.Scopes;
import health.countersign.domain.OrganizationId;
import health.countersign.faults.world.World;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The services of all organizations, several of each: who gets no good answer from one asks the next. */
public final class Replicas implements AutoCloseable {
    private static final int UNAUTHENTICATED = 401;
    private static final long PAUSE_MILLIS = 200;
    private static final long PATIENCE_NANOS = Duration.ofMinutes(4).toNanos();

    private final Vertx vertx;
    private final Tokens tokens;
    private final Map<OrganizationId, List<Api>> services = new TreeMap<>();

    public Replicas(World world) {
        this.vertx = world.vertx();
        LocalTokens issuer = LocalTokens.of(world.files());
        this.tokens = new Tokens(organization -> issuer.token(organization, "faults", Scopes.ALL));
        for (Running service : world.programs().of(ProgramKind.SERVICE)) {
            OrganizationId id = service.organization();
            services.computeIfAbsent(id, first -> new ArrayList<>())
                    .add(Api.of(vertx, service.api(), () -> tokens.of(id)));
        }
    }

    /** The copies of an organization's service. */
    public List<Api> of(OrganizationId organization) {
        return services.get(organization);
    }

    public List<OrganizationId> organizations() {
        return List.copyOf(services.keySet());
    }

    public String token(OrganizationId organization) {
        return tokens.of(organization);
    }

    /** Sends a change until somebody takes it or says that nobody ever will; the first copy asked is a given one. */
    Future<Reply> post(OrganizationId author, String path, ChangeBody change, String key, int first) {
        return post(new Request(author, path, change, key), first, System.nanoTime());
    }

    private record Request(OrganizationId author, String path, ChangeBody change, String key) {}

    private Future<Reply> post(Request request, int attempt, long begun) {
        List<Api> copies = of(request.author());
        return copies.get(attempt % copies.size())
                .post(request.path(), request.change().json(), Optional.of(request.key()))
                .transform(answer -> {
                    boolean done =
                            answer.succeeded() && (answer.result().isDone() || !isWorthAnotherTry(answer.result()));
                    if (done || System.nanoTime() - begun > PATIENCE_NANOS) {
                        return answer.failed()
                                ? Future.failedFuture(answer.cause())
                                : Future.succeededFuture(answer.result());
                    }
                    return vertx.timer(PAUSE_MILLIS).compose(v -> post(request, attempt + 1, begun));
                });
    }

    /** The other copy, or this one later, may have heard of the card, or have a better clock for our token. */
    private static boolean isWorthAnotherTry(Reply reply) {
        return reply.isRetryable() || reply.isNotFound() || reply.status() == UNAUTHENTICATED || reply.status() >= 500;
    }

    @Override
    public void close() {
        services.values().forEach(copies -> copies.forEach(Api::close));
    }
}
