package health.countersign.kafka;

import static health.countersign.kafka.ThreeBrokers.await;
import static health.countersign.kafka.ThreeBrokers.north;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.platform.access.AccessPlan;
import health.countersign.platform.access.AccessRights;
import health.countersign.platform.access.Principal;
import health.countersign.platform.access.Principal.Part;
import health.countersign.platform.log.Topic;
import health.countersign.platform.log.Topics;
import health.countersign.validator.Members;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What brokers let each part do: exactly what the list says. */
@ExtendWith(ThreeBrokers.class)
class AccessIT {
    private static final Duration POLL = Duration.ofSeconds(10);

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"MEMBER", "VALIDATOR", "NOTIFICATION"})
    void aPartWritesWhatTheListSaysAndNothingElse(Part part, ThreeBrokers brokers) throws Exception {
        Set<Topic> written = EnumSet.noneOf(Topic.class);
        try (var producer = brokers.producer(north(part), Map.of())) {
            for (Topic topic : Topic.values()) {
                try {
                    producer.send(new ProducerRecord<>(topic.wire(), 0, new byte[] {'k'}, ThreeBrokers.record(0)))
                            .get();
                    written.add(topic);
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(TopicAuthorizationException.class);
                }
            }
        }

        assertThat(written).isEqualTo(AccessPlan.writes(part));
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"MEMBER", "VALIDATOR", "NOTIFICATION"})
    void aPartReadsWhatTheListSaysAndNothingElse(Part part, ThreeBrokers brokers) throws Exception {
        Set<Topic> read = EnumSet.noneOf(Topic.class);
        for (Topic topic : Topic.values()) {
            try (var operator = brokers.producer(KafkaCluster.OPERATOR, Map.of());
                    var consumer = consumer(brokers, north(part), Optional.empty())) {
                operator.send(new ProducerRecord<>(topic.wire(), 0, new byte[] {'k'}, ThreeBrokers.record(0)))
                        .get();
                TopicPartition lane = new TopicPartition(topic.wire(), 0);
                consumer.assign(List.of(lane));
                consumer.seekToBeginning(List.of(lane));
                assertThat(consumer.poll(POLL)).isNotEmpty();
                read.add(topic);
            } catch (TopicAuthorizationException e) {
                assertThat(e.unauthorizedTopics()).containsExactly(topic.wire());
            }
        }

        assertThat(read).isEqualTo(AccessPlan.reads(part));
    }

    @Test
    void aMemberHasNoTransactionsAndNoGroupOfAnotherMember(ThreeBrokers brokers) {
        Map<String, Object> validators = Map.of("transactional.id", ThreeBrokers.APPLICATION + "-1");
        try (var producer = brokers.producer(north(Part.MEMBER), validators)) {
            assertThatThrownBy(producer::initTransactions).isInstanceOf(TransactionalIdAuthorizationException.class);
        }
        String foreign = "countersign." + Members.SOUTH + ".1";
        try (var consumer = consumer(brokers, north(Part.MEMBER), Optional.of(foreign))) {
            consumer.subscribe(List.of(Topic.PROPOSALS.wire()));
            assertThatThrownBy(() -> consumer.poll(POLL)).isInstanceOf(GroupAuthorizationException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"MEMBER", "VALIDATOR", "NOTIFICATION"})
    void nobodyButTheOperatorMakesOrDeletesTopicsOrSeesRights(Part part, ThreeBrokers brokers) {
        try (Admin admin = Admin.create(brokers.cluster().properties(north(part)))) {
            NewTopic topic = new NewTopic("countersign.more.v1", 1, (short) 3);

            assertRefused(() -> admin.createTopics(List.of(topic)).all().get());
            assertRefused(() ->
                    admin.deleteTopics(List.of(Topic.ANSWERS.wire())).all().get());
            assertRefused(
                    () -> admin.describeAcls(AclBindingFilter.ANY).values().get());
        }
    }

    @Test
    void aServiceThatMayNotMakeTopicsFindsThemAsTheyMustBe(ThreeBrokers brokers) {
        for (Part part : List.of(Part.MEMBER, Part.VALIDATOR, Part.NOTIFICATION)) {
            await(Topics.create(brokers.vertx(), brokers.settings(north(part)), ThreeBrokers.LANES));
        }
    }

    @Test
    void aPrincipalThatIsNotOnTheListIsToldThatTopicsAreMissingAndWhoMakesThem(ThreeBrokers brokers) {
        Principal stranger = new Principal("stranger", Part.MEMBER);

        Throwable failure =
                ThreeBrokers.failure(Topics.create(brokers.vertx(), brokers.settings(stranger), ThreeBrokers.LANES));

        assertThat(failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("countersign.proposals.v1")
                .hasMessageContaining("./countersign topics create");
    }

    @Test
    void givingTheSameRightsAgainChangesNothing(ThreeBrokers brokers) {
        var operator = brokers.settings(KafkaCluster.OPERATOR);

        assertThat(await(AccessRights.apply(brokers.vertx(), operator, ThreeBrokers.PLAN))
                        .isNone())
                .isTrue();
    }

    @Test
    void whoLeavesTheConsortiumLosesItsRights(ThreeBrokers brokers) throws Exception {
        var operator = brokers.settings(KafkaCluster.OPERATOR);
        Principal guest = new Principal("guest", Part.MEMBER);
        AccessPlan with = AccessPlan.of(
                Stream.concat(ThreeBrokers.PLAN.grants().stream().map(grant -> grant.principal()), Stream.of(guest))
                        .toList(),
                ThreeBrokers.APPLICATION);
        await(AccessRights.apply(brokers.vertx(), operator, with));
        var record = new ProducerRecord<>(Topic.SEALS.wire(), 0, new byte[] {'k'}, ThreeBrokers.record(0));
        try (var producer = brokers.producer(guest, Map.of())) {
            producer.send(record).get();

            await(AccessRights.apply(brokers.vertx(), operator, ThreeBrokers.PLAN));

            assertRefused(() -> producer.send(record).get());
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(AuthorizationException.class);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(
            ThreeBrokers brokers, Principal principal, Optional<String> group) {
        Map<String, Object> config = new HashMap<>(brokers.cluster().properties(principal));
        group.ifPresent(name -> config.put("group.id", name));
        config.put("enable.auto.commit", false);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
