package health.countersign.kafka;

import static health.countersign.kafka.ThreeBrokers.await;
import static health.countersign.kafka.ThreeBrokers.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import health.countersign.domain.Event;
import health.countersign.domain.Event.Ticked;
import health.countersign.platform.access.Principal;
import health.countersign.platform.access.Principal.Part;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.KafkaSettings;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.Topics;
import health.countersign.platform.operations.WallClock;
import health.countersign.validator.Members;
import health.countersign.validator.stream.LaneStreams;
import health.countersign.validator.stream.StreamsSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in: who shows a certificate of the right authority that is valid now. */
@ExtendWith(ThreeBrokers.class)
class CertificateIT {
    private static final Principal CLINIC = new Principal(Members.CLINIC.value(), Part.MEMBER);

    @TempDir
    private Path directory;

    @Test
    void aStaleCertificateIsRefusedInOneSentenceAndARenewedOneCountsAtOnce(ThreeBrokers brokers) {
        KafkaSettings settings = brokers.settings(CLINIC);
        CertificateAuthority authority = brokers.cluster().authority();
        authority.issue(CLINIC, Duration.ofSeconds(-1));
        Instant expired = authority.expiry(CLINIC);
        EventLog log = EventLog.open(brokers.vertx(), settings, new SimpleMeterRegistry());
        try (Said said = new Said()) {
            assertThat(failure(append(log))).hasRootCauseInstanceOf(Exception.class);

            await().atMost(ThreeBrokers.SOON)
                    .untilAsserted(() -> assertThat(failure(log.admitted()))
                            .hasMessageContaining("our certificate CN=clinic,OU=member expired at " + expired)
                            .hasMessageContaining("put a renewed one into")
                            .hasMessageContaining("clinic.member.pem"));
            assertThat(said.sentences()).anyMatch(sentence -> sentence.contains("expired at " + expired));

            authority.issue(CLINIC, Duration.ofDays(1));
            await().atMost(ThreeBrokers.SOON)
                    .untilAsserted(() -> assertThat(failure(append(log))).isNull());
            assertThat(failure(log.admitted())).isNull();
        } finally {
            await(log.close());
        }
    }

    @Test
    void aConsumerThatIsRefusedGoesOnWithARenewedCertificate(ThreeBrokers brokers) {
        Principal south = new Principal(Members.SOUTH.value(), Part.MEMBER);
        KafkaSettings settings = brokers.settings(south);
        CertificateAuthority authority = brokers.cluster().authority();
        AtomicInteger heard = new AtomicInteger();
        authority.issue(south, Duration.ofSeconds(-1));
        EventLog log = EventLog.open(brokers.vertx(), settings, new SimpleMeterRegistry());
        try {
            var consumer = await(log.consume("countersign." + Members.SOUTH + ".it", Set.of(Topic.ANSWERS), poll -> {
                heard.addAndGet(poll.records().size());
                return Future.succeededFuture();
            }));
            await().atMost(ThreeBrokers.SOON).until(() -> failure(log.admitted()) != null);

            authority.issue(south, Duration.ofDays(1));
            EventLog other = EventLog.open(brokers.vertx(), brokers.settings(CLINIC), new SimpleMeterRegistry());
            await(append(other));
            await(other.close());

            await().atMost(ThreeBrokers.SOON).until(() -> heard.get() > 0);
            await(consumer.close());
        } finally {
            await(log.close());
        }
    }

    @Test
    void aValidatorThatIsRefusedGoesOnWithARenewedCertificate(ThreeBrokers brokers) {
        Principal validator = new Principal(Members.INSURER.value(), Part.VALIDATOR);
        KafkaSettings settings = brokers.settings(validator);
        CertificateAuthority authority = brokers.cluster().authority();
        authority.issue(validator, Duration.ofSeconds(-1));
        try (Said said = new Said()) {
            LaneStreams lanes = await(LaneStreams.start(
                    brokers.vertx(),
                    () -> ServicesIT.topology(new Members(ThreeBrokers.LANES)),
                    StreamsSettings.in(directory),
                    settings));
            await().atMost(ThreeBrokers.SOON)
                    .until(() -> said.sentences().stream()
                            .anyMatch(
                                    sentence -> sentence.contains("our certificate CN=insurer,OU=validator expired")));
            assertThat(failure(lanes.running())).isNotNull();

            authority.issue(validator, Duration.ofDays(1));

            await().atMost(ThreeBrokers.SOON).until(() -> failure(lanes.running()) == null);
            await(lanes.close());
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused(ThreeBrokers brokers) {
        CertificateAuthority other = CertificateAuthority.in(directory, WallClock.system());
        Map<String, String> transport = new HashMap<>(other.clientSettings(CLINIC));
        transport.put(
                "ssl.truststore.location",
                brokers.cluster().authority().trusted().toString());

        Throwable failure = failure(Topics.create(brokers.vertx(), brokers.as(transport), ThreeBrokers.LANES));

        assertThat(failure)
                .hasMessageStartingWith("the log does not let us in (")
                .hasMessageContaining("our certificate is CN=clinic,OU=member, valid until " + other.expiry(CLINIC));
    }

    @Test
    void whoShowsNoCertificateIsRefused(ThreeBrokers brokers) {
        Map<String, String> transport = new HashMap<>(brokers.cluster().clientSettings(CLINIC));
        transport.keySet().removeIf(name -> name.startsWith("ssl.keystore"));

        Throwable failure = failure(Topics.create(brokers.vertx(), brokers.as(transport), ThreeBrokers.LANES));

        assertThat(failure)
                .hasMessageStartingWith("the log does not let us in (")
                .hasMessageEndingWith("we show no certificate that can be read");
    }

    @Test
    void brokersOfAnotherAuthorityAreNotBelieved(ThreeBrokers brokers) {
        CertificateAuthority other = CertificateAuthority.in(directory, WallClock.system());
        Map<String, String> transport = new HashMap<>(brokers.cluster().clientSettings(CLINIC));
        transport.put("ssl.truststore.location", other.trusted().toString());

        Throwable failure = failure(Topics.create(brokers.vertx(), brokers.as(transport), ThreeBrokers.LANES));

        assertThat(failure).hasMessageStartingWith("the log does not let us in (");
    }

    private static Future<?> append(EventLog log) {
        return log.append(Topic.ANSWERS, 0, "key", List.<Event>of(new Ticked(0)));
    }
}
