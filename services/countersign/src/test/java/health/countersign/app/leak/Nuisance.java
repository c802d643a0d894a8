package health.countersign.app.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Requests that go wrong, with a canary wherever a sender can write: what is refused must leave no trace either. */
public final class Nuisance {
    private static final String RESOURCE = "{\"reason\":\"%s\",\"entries\":[{\"resource\":%s}]}";

    private final Secrets secrets;
    private final String token;

    /** @param token of the organization whose service is bothered */
    public Nuisance(Secrets secrets, String token) {
        this.secrets = secrets;
        this.token = token;
    }

    /** Sends all of them to a service; none may succeed. */
    public void bother(Vertx vertx, URI service, String card) {
        WebClient client = WebClient.create(vertx);
        try {
            List<Future<HttpResponse<Buffer>>> answers = Stream.concat(
                            bodies().map(body -> post(client, service + "/v1/cards", body)),
                            Stream.concat(
                                    bodies().map(body ->
                                            post(client, "%s/v1/cards/%s/changes".formatted(service, card), body)),
                                    paths(card)
                                            .map(path -> request(client, HttpMethod.GET, service + path)
                                                    .send())))
                    .toList();
            Future.all(answers)
                    .await()
                    .<HttpResponse<Buffer>>list()
                    .forEach(answer -> assertThat(answer.statusCode())
                            .as(answer.bodyAsString())
                            .isBetween(400, 499));
        } finally {
            client.close();
        }
    }

    private Future<HttpResponse<Buffer>> post(WebClient client, String address, String body) {
        return request(client, HttpMethod.POST, address)
                .putHeader("content-type", "application/json")
                .putHeader("idempotency-key", secrets.make())
                .sendBuffer(Buffer.buffer(body));
    }

    private HttpRequest<Buffer> request(WebClient client, HttpMethod method, String address) {
        return client.requestAbs(method, address)
                .bearerTokenAuthentication(token)
                .putHeader("user-agent", secrets.make())
                .putHeader("x-patient", secrets.make())
                .putHeader("prefer", secrets.make());
    }

    private Stream<String> bodies() {
        String word = secrets.make();
        return Stream.of(
                word,
                "{\"%s\":1}".formatted(word),
                "{\"reason\":\"%s\"".formatted(word),
                "{\"reason\":\"%s\",\"entries\":\"%s\"}".formatted(word, word),
                "{\"reason\":{\"%s\":1},\"entries\":[{\"body\":\"%s\"}]}".formatted(word, word),
                RESOURCE.formatted(word, "{\"resourceType\":\"%s\",\"id\":\"%s\"}".formatted(word, word)),
                RESOURCE.formatted(word, "{\"resourceType\":\"Patient\",\"id\":\"%s %s\"}".formatted(word, word)),
                RESOURCE.formatted(
                        word, "{\"resourceType\":\"Patient\",\"%s\":\"%s\",\"id\":1e999}".formatted(word, word)),
                "{\"reason\":\"%s\",\"entries\":[],\"parties\":[\"%s\"]}".formatted(word, word),
                "{\"reason\":\"%s\",\"entries\":[],\"citations\":[\"%s\"]}".formatted(word, word));
    }

    private Stream<String> paths(String card) {
        String word = secrets.make();
        return Stream.of(
                "/" + word,
                "/v1/" + word,
                "/v1/cards/" + word,
                "/v1/cards?after=" + word,
                "/v1/cards?limit=" + word,
                "/v1/proposals/" + word,
                "/v1/cards/%s/changes/%s/citation?fields=%s".formatted(card, word, word),
                "/v1/cards/%s/citation?reference=Patient/%s".formatted(card, word),
                "/v1/cards/%s/citation?reference=%s".formatted(card, word));
    }
}
