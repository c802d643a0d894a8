package health.countersign.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that no client library would send. Each is answered, and where more might come the connection is closed. */
class RawRequestTest {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int PINGS = 2_000_000;

    private final Vertx vertx = Vertx.vertx();
    private int port;

    @BeforeEach
    void anApi() {
        HttpSettings settings = new HttpSettings(
                "127.0.0.1",
                0,
                2_000,
                Duration.ofMillis(300),
                Duration.ofSeconds(3),
                Optional.empty(),
                Optional.empty());
        Router router = HttpApi.router(vertx, settings);
        router.post("/v1/cards/:card/changes")
                .handler(context -> JsonBody.fields(context)
                        .onSuccess(fields -> context.response().end("read"))
                        .onFailure(context::fail));
        router.get("/v1/stream").handler(context -> {
            HttpApi.lasting(context);
            context.request().toWebSocket().onFailure(context::fail);
        });
        port = HttpApi.serve(vertx, router, settings).await().actualPort();
    }

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aPathWithAnEscapeThatIsNoneIsMalformed() throws IOException {
        assertThat(answer("POST /v1/cards/%zz/changes HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":\"malformed\"");
        assertThat(answer("POST /v1/cards/%e0%80/changes HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void aBodyThatDoesNotEndInTimeIsAnsweredAndItsConnectionClosed() throws IOException {
        assertThat(answer(head("content-length: 1000") + "{\"a\":"))
                .startsWith("HTTP/1.1 408 ")
                .contains("\"code\":\"too-slow\"");
        assertThat(answer(head("transfer-encoding: chunked") + "6\r\n{\"a\":\"\r\n"))
                .startsWith("HTTP/1.1 408 ");
    }

    @Test
    void aBodyThatIsTooLongIsAnsweredBeforeItHasEnded() throws IOException {
        assertThat(answer(head("content-length: 1000000000"))).startsWith("HTTP/1.1 413 ");
        assertThat(answer(head("transfer-encoding: chunked") + "fff\r\n" + "x".repeat(0xfff) + "\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void whatIsNoHttpEndsItsConnectionAndNoOther() throws IOException {
        List<String> junk = List.of(
                "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nhost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nhost: a\r\nx: " + "a".repeat(20_000) + "\r\n\r\n",
                "\0\0\0 nonsense\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\1".repeat(100_000));
        for (String each : junk) {
            assertThat(answer(each)).doesNotContain("HTTP/1.1 2").doesNotContain("HTTP/1.1 5");
        }

        assertThat(answer(head("connection: close\r\ncontent-length: 2") + "{}"))
                .endsWith("read");
    }

    /** More pings than buffers can hold answers; see RFC 6455, section 5.2: 125 bytes, masked with zeros. */
    @Test
    void whoPingsWithoutEndAndTakesNoAnswerIsNotListenedTo() throws IOException {
        ByteBuffer ping = ByteBuffer.allocate(131).put(new byte[] {(byte) 0x89, (byte) (0x80 | 125)});
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            String upgrade = """
                    GET /v1/stream HTTP/1.1
                    host: a
                    connection: Upgrade
                    upgrade: websocket
                    sec-websocket-version: 13
                    sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==

                    """.replace("\n", "\r\n");
            out.write(upgrade.getBytes(StandardCharsets.US_ASCII));

            assertThatThrownBy(() -> {
                        for (int n = 0; n < PINGS; n++) {
                            out.write(ping.array());
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    private static String head(String length) {
        return "POST /v1/cards/a/changes HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n" + length
                + "\r\n\r\n";
    }

    /** Everything that comes back until the connection is closed, in order or not. */
    private String answer(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException reset) {
            return "";
        }
    }
}
