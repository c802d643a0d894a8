package health.countersign.app.hostile;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Frames that no subscriber sends, on websockets that are authenticated. */
final class HostileFrames {
    private static final int PATIENCE_SECONDS = 120;
    private static final int PARTS = 2_000;
    /** See RFC 6455, section 7.4.1. */
    private static final int NO_CODE = 1006;

    private static final List<String> NO_MESSAGES = List.of(
            "",
            "not json",
            "null",
            "[1]",
            "\"subscribe\"",
            "{\"type\":\"subscribe\",\"type\":\"ack\"}",
            "{\"type\":\"subscribe\",\"window\":-1}",
            "{\"type\":\"subscribe\",\"window\":9007199254740993}",
            "{\"type\":\"subscribe\",\"cursor\":\"../../etc/passwd\"}",
            "{\"type\":\"subscribe\",\"cursor\":12}",
            "{\"type\":\"ack\",\"cursor\":\"AAAA\"}",
            "{\"type\":\"destroy\"}",
            "[".repeat(60_000),
            "{\"id\":\"" + "x".repeat(60_000) + "\"}");

    private final URI notification;
    private final String token;

    HostileFrames(URI notification, String token) {
        this.notification = notification;
        this.token = token;
    }

    /** What is answered to each text that is no message. */
    List<String> refusals() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            List<String> answers = new ArrayList<>();
            for (String text : NO_MESSAGES) {
                Promise<String> answer = Promise.promise();
                WebSocket socket = connect(vertx);
                socket.textMessageHandler(answer::tryComplete);
                socket.closeHandler(closed -> answer.tryFail("closed after " + text));
                socket.writeTextMessage(text).await();
                answers.add(answer.future().await(PATIENCE_SECONDS, TimeUnit.SECONDS));
                socket.close().await();
            }
            return answers;
        } finally {
            vertx.close().await();
        }
    }

    /** With which code each connection ends on which something comes that can be no part of a message. */
    List<Integer> endings() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            return List.of(
                    ending(vertx, socket -> write(socket, WebSocketFrame.textFrame("x".repeat(1_000_000), true))),
                    ending(vertx, HostileFrames::partsWithoutEnd),
                    ending(
                            vertx,
                            socket -> write(
                                    socket, WebSocketFrame.continuationFrame(Buffer.buffer("of nothing"), true))));
        } finally {
            vertx.close().await();
        }
    }

    private static void partsWithoutEnd(WebSocket socket) {
        write(socket, WebSocketFrame.textFrame("x".repeat(1_000), false));
        for (int n = 0; n < PARTS; n++) {
            write(socket, WebSocketFrame.continuationFrame(Buffer.buffer("x".repeat(1_000)), false));
        }
    }

    /** What cannot be written because the connection has ended need not be. */
    private static void write(WebSocket socket, WebSocketFrame frame) {
        if (!socket.isClosed()) {
            socket.writeFrame(frame).onFailure(ended -> {});
        }
    }

    private int ending(Vertx vertx, Consumer<WebSocket> hostile) throws Exception {
        WebSocket socket = connect(vertx);
        Promise<Integer> ended = Promise.promise();
        socket.closeHandler(v -> ended.complete(Optional.ofNullable(socket.closeStatusCode())
                .map(Short::intValue)
                .orElse(NO_CODE)));
        hostile.accept(socket);
        return ended.future().await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private WebSocket connect(Vertx vertx) throws Exception {
        WebSocketConnectOptions to = new WebSocketConnectOptions()
                .setHost(notification.getHost())
                .setPort(notification.getPort())
                .setURI("/v1/stream")
                .addHeader("authorization", "Bearer " + token);
        Future<WebSocket> connecting = vertx.createWebSocketClient(
                        new WebSocketClientOptions().setMaxFrameSize(2_000_000).setMaxMessageSize(4_000_000))
                .connect(to);
        return connecting.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
