package health.countersign.member;

import health.countersign.ledger.BigchainDbLedger;
import health.countersign.ledger.Ed25519;
import health.countersign.member.keys.ConsortiumFile;
import health.countersign.member.keys.KeyDirectory;
import health.countersign.member.own.Self;
import health.countersign.member.review.RuleBook;
import health.countersign.member.store.Database;
import health.countersign.platform.Platform;
import health.countersign.platform.auth.Authenticator;
import health.countersign.platform.http.Bearer;
import health.countersign.platform.http.HttpApi;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.Topics;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wires one organization's service from its settings and its rules. */
public final class MemberVerticle extends VerticleBase {
    private static final String STORE = "store";
    private static final Logger LOG = LoggerFactory.getLogger(MemberVerticle.class);

    private final MemberSettings settings;
    private final Platform platform;
    private final RuleBook rules;
    private Database database;
    private EventLog log;
    private BigchainDbLedger ledger;
    private Member member;
    private HttpServer server;

    public MemberVerticle(MemberSettings settings, Platform platform, RuleBook rules) {
        this.settings = settings;
        this.platform = platform;
        this.rules = rules;
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(this::open)
                .compose(self -> Topics.create(
                                vertx, settings.kafka(), self.document().lanes())
                        .map(self))
                .compose(this::work)
                .compose(v -> Authenticator.open(vertx, settings.auth(), platform.clock()))
                .compose(this::serve);
    }

    @Override
    public Future<?> stop() {
        return closed(server == null ? Future.succeededFuture() : server.close())
                .compose(v -> closed(member == null ? Future.succeededFuture() : member.stop()))
                .compose(v -> closed(log == null ? Future.succeededFuture() : log.close()))
                .compose(v -> vertx.executeBlocking(this::close));
    }

    /** The port of the API, once it is deployed. */
    public int port() {
        return server.actualPort();
    }

    private Self open() throws Exception {
        Ed25519 ed25519 = Ed25519.preferred();
        LOG.atInfo()
                .addKeyValue("organization", settings.organization())
                .addKeyValue("ed25519", ed25519.provider())
                .log("keys are read");
        Self self = new Self(
                settings.organization(),
                new KeyDirectory(settings.keys(), ed25519).read(),
                ConsortiumFile.read(settings.consortium(), ed25519),
                ed25519);
        database = Database.open(settings.store());
        platform.health().ready(STORE, storeCheck());
        return self;
    }

    private Future<Void> work(Self self) {
        log = EventLog.open(vertx, settings.kafka(), platform.metrics());
        platform.health().ready("log", log::admitted);
        ledger = new BigchainDbLedger(vertx, settings.ledger().nodes());
        member = new Member(vertx, self, rules, new Member.Tools(database, log, ledger, platform.clock()));
        return member.start();
    }

    private Future<HttpServer> serve(Authenticator authenticator) {
        Router router = HttpApi.router(vertx, settings.http());
        router.route("/v1/*").handler(new Bearer(authenticator));
        member.mount(router);
        return HttpApi.serve(vertx, router, settings.http()).onSuccess(listening -> server = listening);
    }

    /** One look at a time: a database that does not answer must not take a thread for each question. */
    private Supplier<Future<Void>> storeCheck() {
        AtomicReference<Future<Void>> last = new AtomicReference<>(Future.succeededFuture());
        return () -> last.updateAndGet(look -> look.isComplete() ? look() : look);
    }

    private Future<Void> look() {
        return vertx.executeBlocking(() -> database.read(session -> session.exists("SELECT 1")), false)
                .mapEmpty();
    }

    private Void close() {
        platform.health().forget(STORE);
        if (ledger != null) {
            ledger.close();
        }
        if (database != null) {
            database.close();
        }
        return null;
    }

    private static Future<Void> closed(Future<?> closing) {
        return closing.transform(done -> {
            if (done.failed()) {
                LOG.atWarn().setCause(done.cause()).log("did not stop in order");
            }
            return Future.succeededFuture();
        });
    }
}
