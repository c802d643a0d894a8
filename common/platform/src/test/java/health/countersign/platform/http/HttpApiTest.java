package health.countersign.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.OrganizationId;
import health.countersign.platform.auth.AuthSettings;
import health.countersign.platform.auth.Authenticator;
import health.countersign.platform.auth.LocalIssuer;
import health.countersign.platform.log.RecordTooLargeException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpApiTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final Vertx vertx = Vertx.vertx();
    private final WebClient client = WebClient.create(vertx);
    private final AtomicInteger worked = new AtomicInteger();
    private LocalIssuer issuer;
    private int port;

    @TempDir
    Path directory;

    @BeforeEach
    void anApi() throws Exception {
        issuer = LocalIssuer.at(directory.resolve("key"), "local", InstantSource.system());
        issuer.publish(directory.resolve("jwks.json"));
        AuthSettings.Issuer pinned = AuthSettings.Issuer.local("local", directory.resolve("jwks.json"), Set.of());
        Authenticator authenticator = await(
                Authenticator.open(vertx, new AuthSettings("api", Map.of("local", pinned)), InstantSource.system()));
        HttpSettings settings = new HttpSettings(
                "127.0.0.1",
                0,
                2_000,
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Optional.empty(),
                Optional.empty());
        Router router = HttpApi.router(vertx, settings);
        routes(router, authenticator);
        port = await(HttpApi.serve(vertx, router, settings)).actualPort();
    }

    private void routes(Router router, Authenticator authenticator) {
        Idempotency idempotency = new Idempotency(new InMemoryIdempotencyStore());
        router.get("/broken").handler(context -> {
            throw new IllegalStateException("a detail for the log only");
        });
        router.get("/large").handler(context -> context.fail(new RecordTooLargeException(1_000_000)));
        router.get("/never").handler(context -> vertx.timer(10));
        router.get("/stream").handler(context -> {
            HttpApi.lasting(context);
            vertx.timer(600).onSuccess(v -> context.response().end("late"));
        });
        router.get("/stale")
                .handler(context -> context.fail(Problem.of(412, "stale", "Changed meanwhile", "Read it again.")
                        .with(List.of(new Violation("/entries/0", "base")))
                        .retry()
                        .exception()));
        router.post("/json")
                .handler(context -> JsonBody.fields(context)
                        .map(fields -> fields.index("lane", 3))
                        .onSuccess(lane -> context.response().end("lane " + lane))
                        .onFailure(context::fail));
        router.route("/private/*").handler(new Bearer(authenticator));
        router.get("/private/who")
                .handler(context -> context.response()
                        .end(Bearer.caller(context).organization() + " "
                                + Bearer.caller(context).subject()));
        router.get("/private/admin")
                .handler(context ->
                        context.response().end(Bearer.caller(context, "admin").subject()));
        router.post("/private/work")
                .handler(context -> idempotency
                        .once(context, Bearer.caller(context), this::work)
                        .compose(answer -> answer.send(context))
                        .onFailure(context::fail));
    }

    private Future<Answer> work() {
        int number = worked.incrementAndGet();
        if (number == 1) {
            return Future.failedFuture(Problems.unavailable("not yet").exception());
        }
        Answer answer = Answer.json(202, new JsonObject().put("number", number).toBuffer());
        return vertx.timer(100).map(v -> answer.with("location", "/v1/proposals/" + number));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aProblemHasEveryMemberAndTheCallersTraceId() {
        HttpResponse<Buffer> response =
                send(HttpMethod.GET, "/stale", null, Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));

        assertThat(response.statusCode()).isEqualTo(412);
        assertThat(response.getHeader("content-type")).isEqualTo("application/problem+json");
        assertThat(response.getHeader("x-trace-id")).isEqualTo(TRACE);
        assertThat(response.bodyAsJsonObject()).isEqualTo(new JsonObject("""
                        {"type": "https://countersign.health/problems/stale", "title": "Changed meanwhile",
                         "status": 412,
                         "detail": "Read it again.", "instance": "/stale", "code": "stale",
                         "violations": [{"pointer": "/entries/0", "rule": "base"}], "retryable": true,
                         "traceId": "0af7651916cd43dd8448eb211c80319c"}
                        """));
    }

    @Test
    void aFailureOfOursSaysNothingOfItsInside() {
        HttpResponse<Buffer> response = send(HttpMethod.GET, "/broken", null, Map.of());

        assertThat(code(response)).isEqualTo("500 internal");
        assertThat(response.bodyAsString()).doesNotContain("a detail for the log only");
        assertThat(response.bodyAsJsonObject().getString("traceId")).matches("[0-9a-f]{32}");
    }

    @Test
    void everythingThatGoesWrongHasTheSameForm() {
        String json = "application/json";
        assertThat(code(send(HttpMethod.GET, "/nowhere", null, Map.of()))).isEqualTo("404 not-found");
        assertThat(code(send(HttpMethod.DELETE, "/stale", null, Map.of()))).isEqualTo("405 method-not-allowed");
        assertThat(code(send(HttpMethod.GET, "/large", null, Map.of()))).isEqualTo("413 too-large");
        assertThat(code(send(HttpMethod.GET, "/never", null, Map.of()))).isEqualTo("504 timeout");
        assertThat(code(post("/json", "x".repeat(3_000), json))).isEqualTo("413 too-large");
        assertThat(code(post("/json", "{}", "text/plain"))).isEqualTo("415 unsupported-media-type");
        assertThat(code(post("/json", "{\"lane\":1,\"lane\":2}", json))).isEqualTo("400 malformed");
        assertThat(code(post("/json", "{\"lane\":1.5}", json))).isEqualTo("400 malformed");
        assertThat(code(post("/json", "[".repeat(100), json))).isEqualTo("400 malformed");
        assertThat(code(post("/json", "", json))).isEqualTo("400 malformed");
    }

    @Test
    void aBodyOfTheWrongShapeIsPointedAt() {
        HttpResponse<Buffer> response = post("/json", "{\"lane\":7}", "application/json; charset=utf-8");

        assertThat(code(response)).isEqualTo("400 malformed");
        assertThat(response.bodyAsJsonObject().getJsonArray("violations").encode())
                .isEqualTo("[{\"pointer\":\"/lane\",\"rule\":\"shape\"}]");
        assertThat(post("/json", "{\"lane\":3}", "application/fhir+json").bodyAsString())
                .isEqualTo("lane 3");
    }

    @Test
    void aStreamMayLast() {
        assertThat(send(HttpMethod.GET, "/stream", null, Map.of()).bodyAsString())
                .isEqualTo("late");
    }

    @Test
    void theCallerComesFromTheToken() {
        assertThat(send(HttpMethod.GET, "/private/who", null, token("lab")).bodyAsString())
                .isEqualTo("lab dr-who");
    }

    @Test
    void withoutAValidTokenNobodyIsLetIn() {
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(),
                Map.of("authorization", "Basic YTpi"),
                Map.of("authorization", "Bearer"),
                Map.of("authorization", "Bearer a.b.c"))) {
            HttpResponse<Buffer> response = send(HttpMethod.GET, "/private/who", null, headers);
            assertThat(code(response)).isEqualTo("401 unauthenticated");
            assertThat(response.getHeader("www-authenticate")).isEqualTo("Bearer");
        }
    }

    @Test
    void aScopeThatIsMissingIsForbidden() {
        assertThat(code(send(HttpMethod.GET, "/private/admin", null, token("lab"))))
                .isEqualTo("403 forbidden");
    }

    @Test
    void aFailedRequestMayComeAgainUnderItsKey() {
        Map<String, String> headers = keyed("k");

        assertThat(code(send(HttpMethod.POST, "/private/work", "a", headers))).isEqualTo("503 unavailable");
        assertThat(send(HttpMethod.POST, "/private/work", "a", headers).statusCode())
                .isEqualTo(202);
    }

    @Test
    void theSameRequestHasTheSameAnswerAndIsDoneOnce() {
        worked.set(1);

        HttpResponse<Buffer> first = send(HttpMethod.POST, "/private/work", "a", keyed("k"));
        HttpResponse<Buffer> again = send(HttpMethod.POST, "/private/work", "a", keyed("k"));

        assertThat(first.getHeader("location")).isEqualTo("/v1/proposals/2");
        assertThat(again.getHeader("location")).isEqualTo("/v1/proposals/2");
        assertThat(again.bodyAsString()).isEqualTo(first.bodyAsString());
        assertThat(worked).hasValue(2);
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefusedAndOneUnderWayHasToWait() {
        worked.set(1);
        Future<HttpResponse<Buffer>> running = request(HttpMethod.POST, "/private/work", "a", keyed("k"));
        HttpResponse<Buffer> meanwhile = send(HttpMethod.POST, "/private/work", "a", keyed("k"));
        await(running);

        assertThat(code(meanwhile)).isEqualTo("409 idempotency-running");
        assertThat(code(send(HttpMethod.POST, "/private/work", "b", keyed("k"))))
                .isEqualTo("422 idempotency-mismatch");
        assertThat(code(send(HttpMethod.POST, "/private/work", "a", keyed("é"))))
                .isEqualTo("400 malformed");
    }

    private Map<String, String> token(String organization) {
        String token = issuer.issue("api", new OrganizationId(organization), "dr-who", Set.of());
        return new HashMap<>(Map.of("authorization", "Bearer " + token));
    }

    private Map<String, String> keyed(String key) {
        Map<String, String> headers = token("lab");
        headers.put("idempotency-key", key);
        return headers;
    }

    private HttpResponse<Buffer> post(String path, String body, String type) {
        return send(HttpMethod.POST, path, body, Map.of("content-type", type));
    }

    private HttpResponse<Buffer> send(HttpMethod method, String path, String body, Map<String, String> headers) {
        return await(request(method, path, body, headers));
    }

    private Future<HttpResponse<Buffer>> request(
            HttpMethod method, String path, String body, Map<String, String> headers) {
        var request = client.request(method, port, "127.0.0.1", path);
        headers.forEach(request::putHeader);
        return body == null ? request.send() : request.sendBuffer(Buffer.buffer(body));
    }

    private static String code(HttpResponse<Buffer> response) {
        return response.statusCode() + " " + response.bodyAsJsonObject().getString("code");
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(120, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
