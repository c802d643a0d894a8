package health.countersign.app.laptop;

import health.countersign.app.consortium.Catalogue;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.RandomSecret;
import health.countersign.billing.BillingRules;
import health.countersign.domain.Organization;
import health.countersign.domain.Role;
import health.countersign.insurance.InsuranceRules;
import health.countersign.ledger.BigchainDbSettings;
import health.countersign.medical.MedicalRules;
import health.countersign.member.MemberSettings;
import health.countersign.member.MemberSettings.LedgerNodes;
import health.countersign.member.MemberVerticle;
import health.countersign.member.review.RuleBook;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.store.Durability;
import health.countersign.member.store.StoreSettings;
import health.countersign.notification.NotificationSettings;
import health.countersign.notification.NotificationVerticle;
import health.countersign.platform.Platform;
import health.countersign.platform.auth.AuthSettings;
import health.countersign.platform.http.HttpSettings;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.operations.Health;
import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.ManagementSettings;
import health.countersign.platform.operations.WallClock;
import health.countersign.validator.ValidatorSettings;
import health.countersign.validator.ValidatorVerticle;
import health.countersign.validator.stream.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services of a laptop, each made from the settings that it would get from a file elsewhere. */
final class Services {
    private static final ManagementSettings NO_MANAGEMENT = new ManagementSettings("127.0.0.1", 0);
    private static final LogSettings LOGS = new LogSettings(LogSettings.Format.CONSOLE, LogSettings.Level.INFO);

    private static final Duration LOOK_AT_LANES = Duration.ofSeconds(2);
    private static final int NOTIFICATIONS_IN_MEMORY = 50_000;

    private final ConsortiumFiles files;
    private final AuthSettings auth;
    private final KafkaSettings kafka;
    private final BigchainDbSettings.Node ledger;

    Services(ConsortiumFiles files, AuthSettings auth, KafkaSettings kafka, BigchainDbSettings.Node ledger) {
        this.files = files;
        this.auth = auth;
        this.kafka = kafka;
        this.ledger = ledger;
    }

    /** An organization's service; what it reviews by follows from its role. */
    MemberVerticle member(Vertx vertx, Organization organization, int port) throws IOException {
        Files.createDirectories(files.view(organization.id()));
        MemberSettings settings = new MemberSettings(
                NO_MANAGEMENT,
                LOGS,
                organization.id(),
                files.consortium(),
                files.keys(organization.id()),
                StoreSettings.sqlite(files.view(organization.id()).resolve("view.db"), Durability.PROCESS),
                HttpSettings.local(port),
                auth,
                kafka,
                new LedgerNodes(List.of(ledger.api()), List.of(ledger.stream()), BigchainDbSettings.USUAL_TIMEOUT),
                Map.of());
        return new MemberVerticle(settings, platform(vertx), rules(organization, settings.ruleSettings()));
    }

    /** The validator of all lanes. */
    ValidatorVerticle validator(Vertx vertx) {
        ValidatorSettings settings = new ValidatorSettings(
                NO_MANAGEMENT,
                LOGS,
                kafka,
                StreamsSettings.in(files.validator()),
                new ValidatorSettings.LedgerNodes(
                        List.of(ledger.api()),
                        List.of(ledger.stream()),
                        BigchainDbSettings.USUAL_TIMEOUT,
                        LOOK_AT_LANES),
                new ValidatorSettings.Pace(Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(1)),
                files.consortium());
        return new ValidatorVerticle(settings, platform(vertx));
    }

    /** Streams and the dashboard. */
    NotificationVerticle notification(Vertx vertx, int port) throws IOException {
        NotificationSettings settings = new NotificationSettings(
                NO_MANAGEMENT,
                LOGS,
                HttpSettings.local(port),
                auth,
                kafka,
                files.consortium(),
                Optional.of(Catalogue.write(files.catalogue())),
                RandomSecret.in(files.cursorKey()),
                NOTIFICATIONS_IN_MEMORY,
                NotificationSettings.StreamSettings.defaults());
        return new NotificationVerticle(settings, platform(vertx));
    }

    private static RuleBook rules(Organization organization, RuleSettings settings) {
        if (organization.roles().contains(new Role("insurance"))) {
            return InsuranceRules.book(settings);
        }
        return organization.roles().contains(new Role("billing"))
                ? BillingRules.book(settings)
                : MedicalRules.book(settings);
    }

    private static Platform platform(Vertx vertx) {
        return new Platform(WallClock.system(), new SimpleMeterRegistry(), new Health(vertx));
    }
}
