package health.countersign.platform.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySetTest {
    @TempDir
    Path directory;

    private TokenFixture tokens;
    private Vertx vertx;

    @BeforeEach
    void anIssuer() throws Exception {
        tokens = new TokenFixture(directory);
        vertx = tokens.vertx;
    }

    @AfterEach
    void close() {
        TokenFixture.await(vertx.close());
    }

    @Test
    void keysAreFetchedFromAnAddress() throws Exception {
        byte[] jwks = Files.readAllBytes(tokens.jwks);
        KeySet keys = keysAt(serve(response -> response.setChunked(true).end(Buffer.buffer(jwks))));

        TokenFixture.await(keys.read());

        assertThat(TokenFixture.await(keys.find(tokens.key.id()))).isPresent();
    }

    @Test
    void redirectsAreNotFollowed() {
        KeySet keys = keysAt(serve(response ->
                response.setStatusCode(302).putHeader("location", "/elsewhere").end()));

        assertThatThrownBy(() -> TokenFixture.await(keys.read()))
                .hasRootCauseMessage("the keys at " + keys.place() + " are not there: 302");
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        KeySet keys = keysAt(serve(response -> response.setChunked(true).end("x".repeat(300_000))));

        assertThatThrownBy(() -> TokenFixture.await(keys.read())).rootCause().hasMessageContaining("too many");
    }

    @Test
    void keysThatAreForOtherThingsAreNoKeys() throws Exception {
        JsonObject good = new JsonObject(Buffer.buffer(Files.readAllBytes(tokens.jwks)))
                .getJsonArray("keys")
                .getJsonObject(0);
        Path file = directory.resolve("others.json");
        JsonArray others = new JsonArray()
                .add(good.copy().put("use", "enc"))
                .add(good.copy().put("alg", "HS256"))
                .add(good.copy().put("crv", "P-384"))
                .add(new JsonObject().put("kty", "oct").put("kid", "s").put("k", "c2VjcmV0"));
        others.add(removed(good.copy(), "kid"));
        Files.write(file, new JsonObject().put("keys", others).toBuffer().getBytes());
        KeySet keys = new KeySet(vertx, InstantSource.system(), file.toString());

        assertThatThrownBy(() -> TokenFixture.await(keys.read())).rootCause().hasMessageContaining("none for ES256");
    }

    @Test
    void aFileThatIsNotThereStopsTheStart() {
        AuthSettings.Issuer issuer = AuthSettings.Issuer.local("i", directory.resolve("none.json"), Set.of());
        AuthSettings settings = new AuthSettings("api", Map.of("i", issuer));

        Future<Authenticator> opened = Authenticator.open(vertx, settings, InstantSource.system());

        assertThatThrownBy(() -> TokenFixture.await(opened)).rootCause().hasMessageContaining("none.json");
    }

    private static JsonObject removed(JsonObject object, String name) {
        object.remove(name);
        return object;
    }

    private String serve(Handler<HttpServerResponse> answer) {
        var server = vertx.createHttpServer().requestHandler(request -> answer.handle(request.response()));
        int port = TokenFixture.await(server.listen(0, "127.0.0.1")).actualPort();
        return "http://127.0.0.1:" + port + "/jwks.json";
    }

    private KeySet keysAt(String address) {
        return new KeySet(vertx, InstantSource.system(), address);
    }
}
