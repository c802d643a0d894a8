package health.countersign.ledger;

import static health.countersign.ledger.LedgerContract.failure;
import static health.countersign.ledger.LedgerContract.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.LedgerException.LedgerUnavailable;
import health.countersign.ledger.LedgerException.LedgerUnknown;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the adapter makes of nodes that fail, lag, stall and break off. */
class BigchainDbFaultsTest {
    private static final Transaction TX = new LaptopConsortium("laptop").genesis(0);

    private final Vertx vertx = Vertx.vertx();
    private final List<BigchainDbLedger> ledgers = new ArrayList<>();

    @AfterEach
    void close() {
        ledgers.forEach(BigchainDbLedger::close);
        result(vertx.close());
    }

    @Test
    void exactlyTheTransactionsBytesArePosted() throws Exception {
        List<Buffer> received = new CopyOnWriteArrayList<>();
        BigchainDbLedger ledger = ledger(node(request -> request.body().onSuccess(body -> {
            received.add(body);
            request.response().setStatusCode(202).end(body);
        })));

        result(ledger.post(TX));

        assertThat(received).containsExactly(Buffer.buffer(TX.bytes()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid transaction (InvalidHash): x",
                "Invalid transaction (InvalidSignature): x",
                "Invalid transaction (AmountError): x",
                "Invalid transaction schema: x"
            })
    void faultsOfTheBytesThemselvesAreRefusedForGood(String message) throws Exception {
        assertThat(failure(ledger(node(answering(400, message))).post(TX))).isInstanceOf(LedgerRefused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invalid transaction (InputDoesNotExist): x",
                "Invalid transaction (DoubleSpend): x",
                "Invalid transaction (DuplicateTransaction): x",
                "Transaction already exists in cache",
                ""
            })
    void whatALaggingNodeSaysProvesNothing(String message) throws Exception {
        assertThat(failure(ledger(node(answering(400, message))).post(TX))).isInstanceOf(LedgerUnknown.class);
    }

    @Test
    void aServerErrorAndAnAnswerThatNeverComesAreUnknown() throws Exception {
        assertThat(failure(ledger(node(answering(500, "x"))).post(TX))).isInstanceOf(LedgerUnknown.class);
        assertThat(failure(ledger(node(request -> {})).post(TX))).isInstanceOf(LedgerUnknown.class);
        assertThat(failure(ledger(node(request -> request.connection().close())).post(TX)))
                .isInstanceOf(LedgerUnknown.class);
    }

    @Test
    void nodesThatCannotBeReachedHeardNothing() throws Exception {
        BigchainDbLedger ledger = ledger(nobody(), nobody());

        assertThat(failure(ledger.post(TX))).isInstanceOf(LedgerUnavailable.class);
        assertThat(failure(ledger.find(TX.id()))).isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void anotherNodeIsAskedAndStayedWith() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        BigchainDbLedger ledger = ledger(
                node(request -> {
                    asked.incrementAndGet();
                    request.response().setStatusCode(500).end();
                }),
                node(request -> request.response()
                        .setStatusCode(request.method().name().equals("POST") ? 202 : 200)
                        .end(Buffer.buffer(TX.bytes()))));

        result(ledger.post(TX));

        assertThat(result(ledger.find(TX.id()))).contains(TX);
        assertThat(asked).hasValue(1);
    }

    @Test
    void onceANodeMayHaveTakenItTheOutcomeIsUnknown() throws Exception {
        assertThat(failure(ledger(node(answering(500, "x")), nobody()).post(TX)))
                .isInstanceOf(LedgerUnknown.class);
        assertThat(failure(ledger(nobody(), node(answering(500, "x"))).post(TX)))
                .isInstanceOf(LedgerUnknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[1]", "{}", "{\"id\":\"00\"}", "<html>", "[[[[", "{\"a\":1e9}"})
    void whatIsNoTransactionIsNotBelieved(String body) throws Exception {
        BigchainDbLedger ledger = ledger(node(request -> request.response().end(body)));

        assertThat(failure(ledger.find(TX.id()))).isInstanceOf(LedgerUnavailable.class);
    }

    @Test
    void aBlockWithoutTransactionsIsNotBelieved() throws Exception {
        for (String block : List.of("{}", "[]", "{\"transactions\":null}", "{\"transactions\":7}", "null")) {
            BigchainDbLedger ledger = ledger(node(request -> request.response().end(block)));

            assertThat(failure(ledger.block(7))).as(block).isInstanceOf(LedgerUnavailable.class);
        }
    }

    @Test
    void anAnswerThatNeverEndsIsBrokenOffAndItsConnectionClosed() throws Exception {
        Buffer megabyte = Buffer.buffer(new byte[1 << 20]);
        AtomicInteger megabytes = new AtomicInteger();
        AtomicInteger closed = new AtomicInteger();
        BigchainDbLedger ledger = ledger(node(request -> {
            request.connection().closeHandler(v -> closed.incrementAndGet());
            request.response().setChunked(true);
            pour(request, megabyte, megabytes);
        }));

        assertThat(failure(ledger.find(TX.id()))).isInstanceOf(LedgerUnavailable.class);
        assertThat(failure(ledger.post(TX))).isInstanceOf(LedgerUnknown.class);

        await().untilAsserted(() -> assertThat(closed).hasValue(3));
        assertThat(megabytes.get()).isLessThan(3 * 80);
    }

    @Test
    void anAnswerThatComesByteByByteIsNotWaitedForForEver() throws Exception {
        BigchainDbLedger ledger = ledger(node(request -> {
            request.response().setChunked(true);
            long drops = vertx.setPeriodic(100, timer -> request.response().write(" "));
            request.connection().closeHandler(v -> vertx.cancelTimer(drops));
        }));

        assertThat(failure(ledger.find(TX.id()))).isInstanceOf(LedgerUnavailable.class);
        assertThat(failure(ledger.post(TX))).isInstanceOf(LedgerUnknown.class);
    }

    @Test
    void anotherTransactionThanWasAskedForIsNotBelieved() throws Exception {
        BigchainDbLedger one = ledger(node(request -> request.response().end(Buffer.buffer(TX.bytes()))));
        Buffer list = Buffer.buffer("[").appendBytes(TX.bytes()).appendString("]");
        BigchainDbLedger many = ledger(node(request -> request.response().end(list)));
        String other = "0".repeat(64);

        assertThat(failure(one.find(other))).isInstanceOf(LedgerUnavailable.class);
        assertThat(failure(many.head(other))).isInstanceOf(LedgerUnavailable.class);
        assertThat(result(many.head(TX.id()))).contains(TX);
    }

    @Test
    void aBrokenStreamIsTakenUpAgainOnTheNextNode() throws Exception {
        List<ServerWebSocket> sockets = new CopyOnWriteArrayList<>();
        BigchainDbLedger ledger = ledger(stream(sockets), stream(sockets));
        List<Ledger.Committed> heard = new CopyOnWriteArrayList<>();
        AtomicInteger reconnected = new AtomicInteger();
        Ledger.Subscription subscription = result(ledger.follow(heard::add, reconnected::incrementAndGet));
        await().until(() -> sockets.size() == 1);
        sockets.get(0).writeTextMessage(hint(1));
        await().until(() -> heard.size() == 1);

        sockets.get(0).close();

        await().until(() -> sockets.size() == 2 && reconnected.get() == 1);
        sockets.get(1).writeTextMessage("garbage");
        sockets.get(1).writeTextMessage("{\"height\":\"x\"}");
        sockets.get(1).writeTextMessage(hint(2));
        await().until(() -> heard.size() == 2);
        assertThat(heard).extracting(Ledger.Committed::height).containsExactly(1L, 2L);
        assertThat(sockets.get(0).localAddress()).isNotEqualTo(sockets.get(1).localAddress());
        subscription.close();
    }

    private static String hint(long height) {
        return "{\"height\":%d,\"asset_id\":\"%s\",\"transaction_id\":\"%s\"}".formatted(height, TX.id(), TX.id());
    }

    private BigchainDbLedger ledger(BigchainDbSettings.Node... nodes) {
        BigchainDbLedger ledger =
                new BigchainDbLedger(vertx, new BigchainDbSettings(List.of(nodes), Duration.ofSeconds(2)));
        ledgers.add(ledger);
        return ledger;
    }

    private BigchainDbSettings.Node node(Handler<HttpServerRequest> handler) {
        return at(result(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1")));
    }

    private BigchainDbSettings.Node stream(List<ServerWebSocket> sockets) {
        return at(result(vertx.createHttpServer().webSocketHandler(sockets::add).listen(0, "127.0.0.1")));
    }

    private static BigchainDbSettings.Node at(HttpServer server) {
        int port = server.actualPort();
        return BigchainDbSettings.Node.of("http://127.0.0.1:" + port, "ws://127.0.0.1:" + port);
    }

    private static BigchainDbSettings.Node nobody() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            int port = socket.getLocalPort();
            return BigchainDbSettings.Node.of("http://127.0.0.1:" + port, "ws://127.0.0.1:" + port);
        }
    }

    private static void pour(HttpServerRequest request, Buffer megabyte, AtomicInteger megabytes) {
        megabytes.incrementAndGet();
        request.response().write(megabyte).onSuccess(written -> pour(request, megabyte, megabytes));
    }

    private static Handler<HttpServerRequest> answering(int status, String message) {
        return request -> request.response()
                .setStatusCode(status)
                .end("{\"status\":%d,\"message\":\"%s\"}".formatted(status, message));
    }
}
