package health.countersign.validator;

import health.countersign.domain.Consortium;
import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.Ed25519;
import health.countersign.ledger.RememberingVerifier;
import health.countersign.platform.Platform;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.Topics;
import health.countersign.validator.stream.LaneBoard;
import health.countersign.validator.stream.LaneStreams;
import health.countersign.validator.stream.LaneTopology;
import health.countersign.validator.writer.LedgerWriter;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires the lanes' processors and the ledger writer. */
public final class ValidatorVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ValidatorVerticle.class);
    private static final int VERDICTS = 100_000;

    private final ValidatorSettings settings;
    private final Platform platform;
    private EventLog log;
    private BigchainDbLedger ledger;
    private LaneStreams streams;
    private LedgerWriter writer;

    public ValidatorVerticle(ValidatorSettings settings, Platform platform) {
        this.settings = settings;
        this.platform = platform;
    }

    @Override
    public Future<?> start() {
        Ed25519 ed25519 = Ed25519.preferred();
        LOG.atInfo().addKeyValue("ed25519", ed25519.provider()).log("signatures");
        return vertx.fileSystem()
                .readFile(settings.consortium().toString())
                .map(file -> Consortium.of(StrictJson.read(file.getBytes(), JsonLimits.BODY)))
                .compose(consortium -> consortium.signedByAll(ed25519)
                        ? Topics.create(
                                        vertx,
                                        settings.kafka(),
                                        consortium.document().lanes())
                                .compose(v -> start(consortium, new RememberingVerifier(ed25519, VERDICTS)))
                        : Future.failedFuture("the consortium document is not signed by all of its members"));
    }

    private Future<Void> start(Consortium consortium, RememberingVerifier verifier) {
        log = EventLog.open(vertx, settings.kafka(), platform.metrics());
        ledger = new BigchainDbLedger(vertx, settings.ledger().settings());
        writer = new LedgerWriter(vertx, log, ledger, consortium, verifier, platform.clock());
        LaneBoard board = new LaneBoard(platform.metrics());
        observe();
        return writer.start(
                        settings.streams().application() + "-writer",
                        settings.ledger().poll())
                .compose(started -> LaneStreams.start(
                        vertx,
                        () -> LaneTopology.of(
                                consortium, verifier, settings.pace().lanes(), board),
                        settings.streams(),
                        settings.kafka()))
                .map(started -> {
                    streams = started;
                    platform.health().ready("lanes", started::running);
                    return null;
                });
    }

    private void observe() {
        Gauge.builder("countersign.validator.unknown.seconds", this::unknownSeconds)
                .description("age of the oldest transaction of which the ledger has not spoken")
                .register(platform.metrics());
        platform.health()
                .ready("log", log::admitted)
                .ready(
                        "ledger",
                        () -> unknownSeconds() < LedgerWriter.visible().toSeconds()
                                ? Future.succeededFuture()
                                : Future.failedFuture("the ledger does not say what became of a transaction"));
    }

    private long unknownSeconds() {
        return writer.oldestUnknown()
                .map(since ->
                        Duration.between(since, platform.clock().instant()).toSeconds())
                .orElse(0L);
    }

    @Override
    public Future<?> stop() {
        Future<?> lanes = streams == null ? Future.succeededFuture() : streams.close();
        return lanes.eventually(() -> writer == null ? Future.succeededFuture() : writer.close())
                .eventually(() -> log == null ? Future.succeededFuture() : log.close())
                .onComplete(v -> {
                    if (ledger != null) {
                        ledger.close();
                    }
                });
    }
}
