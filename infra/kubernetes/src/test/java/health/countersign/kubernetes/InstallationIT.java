package health.countersign.kubernetes;

import static health.countersign.kubernetes.Installation.HOSPITAL;
import static health.countersign.kubernetes.Installation.INSURER;
import static health.countersign.kubernetes.Installation.OFFICE;
import static health.countersign.kubernetes.Installation.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.client.Accepted;
import health.countersign.app.client.ChangeStream;
import health.countersign.app.client.Members;
import health.countersign.app.client.Outcomes;
import health.countersign.app.client.Reply;
import health.countersign.app.client.Retrying;
import health.countersign.app.client.Tokens;
import health.countersign.app.consortium.LocalTokens;
import health.countersign.app.consortium.Scopes;
import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The chart, installed for real: three organizations on whatever cluster KUBECONFIG names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InstallationIT {
    private static final String STREAM = RELEASE + "-insurer-notification:8080";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SOME = 5;

    private final Vertx vertx = Vertx.vertx();
    private final Outcomes outcomes = new Outcomes();
    private Cluster cluster;
    private Installation installation;
    private Gate gate;
    private Members members;
    private ChangeStream stream;

    @BeforeAll
    void install(@TempDir Path directory) throws Exception {
        cluster = Cluster.require();
        installation = Installation.prepare(cluster, directory.resolve("consortium"));
        installation.install();
        gate = Gate.open(cluster, List.of(api(HOSPITAL), api(OFFICE), api(INSURER), STREAM), directory);
        LocalTokens issuer = LocalTokens.of(installation.files());
        Tokens tokens = new Tokens(organization -> issuer.token(organization, "people", Scopes.ALL));
        members = new Members(
                vertx,
                Map.of(
                        HOSPITAL, gate.to(api(HOSPITAL)),
                        OFFICE, gate.to(api(OFFICE)),
                        INSURER, gate.to(api(INSURER))),
                tokens);
        stream = done(ChangeStream.follow(
                vertx, gate.to(STREAM), () -> tokens.of(INSURER), new JsonObject(), ChangeStream.NOW, outcomes));
    }

    @AfterAll
    void uninstall() throws Exception {
        if (cluster == null) {
            return;
        }
        if (gate != null) {
            stream.close();
            members.close();
            gate.close();
        }
        done(vertx.close());
        cluster.helm("uninstall", RELEASE, "--wait", "--ignore-not-found");
        String left = cluster.kubectl(
                "get",
                "all,configmaps,serviceaccounts,networkpolicies,ingresses,poddisruptionbudgets",
                "--selector=app.kubernetes.io/instance=" + RELEASE,
                "-o",
                "name");
        cluster.kubectl(
                "delete", "persistentvolumes", "--selector=countersign-test=" + cluster.namespace(), "--wait=false");
        cluster.kubectl("delete", "namespace", cluster.namespace(), "--wait=false");
        assertThat(left).as("what is left of the release").isBlank();
    }

    @Test
    void theClusterTakesEveryObjectAsItIs() {
        String objects = installation.render();

        String said = cluster.kubectlWith(objects, "apply", "--dry-run=server", "--validate=strict", "-f", "-");

        assertThat(said).contains("deployment.apps/records-hospital").doesNotContainIgnoringCase("unknown field");
    }

    @Test
    void helmFindsEveryProgramReady() {
        String said = cluster.helm("test", RELEASE, "--logs");

        assertThat(said).contains("Phase:          Succeeded", "/readyz 200", "/v1/catalogue 401");
    }

    @Test
    void aChangeOfOneOrganizationIsSeenOnTheWebsocketOfAnother() throws Exception {
        Accepted taken = done(traffic().open());

        assertThat(done(outcomes.of(taken.change())).isCommitted()).isTrue();
        assertHaveCard(taken);
    }

    @Test
    void nothingIsLostByAnUpgradeAndTheWayBack() throws Exception {
        Traffic traffic = traffic().start();
        awaitMore(traffic);

        installation.upgrade("logLevel=debug");
        awaitMore(traffic);
        cluster.helm("rollback", RELEASE, "--wait", "--timeout", "10m");
        awaitMore(traffic);

        assertAllCommitted(done(traffic.stop()));
        assertThat(cluster.helm("get", "values", RELEASE)).doesNotContain("debug");
    }

    @Test
    void nothingIsLostWhenOnePodOfEachProgramIsKilled() throws Exception {
        Traffic traffic = traffic().start();
        awaitMore(traffic);

        for (String component : List.of("medical", "billing", "insurance", "validator", "notification")) {
            kill(component);
            awaitMore(traffic);
        }
        for (String program : List.of("deployment", "statefulset")) {
            for (String name : names(program)) {
                cluster.kubectl("rollout", "status", name, "--timeout=10m");
            }
        }

        assertAllCommitted(done(traffic.stop()));
    }

    private void kill(String component) {
        String pod = cluster.kubectl("get", "pods", "--selector=app.kubernetes.io/component=" + component, "-o", "name")
                .lines()
                .findFirst()
                .orElseThrow();
        cluster.kubectl("delete", pod, "--grace-period=0", "--force");
    }

    private List<String> names(String kind) {
        return cluster.kubectl("get", kind, "--selector=app.kubernetes.io/instance=" + RELEASE, "-o", "name")
                .lines()
                .toList();
    }

    private Traffic traffic() {
        return new Traffic(vertx, members, HOSPITAL);
    }

    private static void awaitMore(Traffic traffic) {
        int before = traffic.accepted().size();
        Awaitility.await().atMost(PATIENCE).until(() -> traffic.accepted().size() >= before + SOME);
    }

    private void assertAllCommitted(List<Accepted> changes) throws Exception {
        assertThat(changes).hasSizeGreaterThan(SOME);
        for (Accepted change : changes) {
            assertThat(done(outcomes.of(change.change())).step())
                    .as(change.toString())
                    .isEqualTo("committed");
        }
        assertHaveCard(changes.get(changes.size() - 1));
        assertThat(outcomes.troubles()).noneMatch(trouble -> trouble.contains("gap"));
    }

    /** Everybody has it, who may read whose card it is. */
    private void assertHaveCard(Accepted change) throws Exception {
        for (OrganizationId reader : List.of(HOSPITAL, OFFICE, INSURER)) {
            Reply card = done(
                    new Retrying(vertx, PATIENCE.toNanos()).sendUntilThere(() -> members.card(reader, change.card())));
            assertThat(card.status()).as(reader + ": " + card.problem()).isEqualTo(200);
        }
    }

    private static String api(OrganizationId organization) {
        return "%s-%s:8080".formatted(RELEASE, organization);
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMinutes(), TimeUnit.MINUTES);
    }
}
