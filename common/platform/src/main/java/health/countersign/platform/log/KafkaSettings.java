package health.countersign.platform.log;

import health.countersign.platform.settings.Default;
import health.countersign.platform.settings.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How to reach the log.
 *
 * @param bootstrapServers addresses {@code host:port} of brokers, any of them
 * @param replication copies of each record; -1 leaves it to the brokers
 * @param retention how long flow topics keep their records
 * @param linger how long a record waits for others to travel with
 * @param fetchWait how long a broker may hold an empty answer; it answers at once when there is something
 * @param gather the least time between two polls; what comes meanwhile travels together
 * @param commitInterval how often a consumer stores what is done; as much may come again after a crash
 * @param deliveryTimeout after which an append that no broker confirmed fails
 * @param client further settings of Kafka's clients, for transport and authentication only; passwords are among them,
 *     so none of them is ever printed
 */
public record KafkaSettings(
        List<String> bootstrapServers,
        @Default("-1") int replication,
        @Default("30d") Duration retention,
        @Default("2ms") Duration linger,
        @Default("500ms") Duration fetchWait,
        @Default("20ms") Duration gather,
        @Default("250ms") Duration commitInterval,
        @Default("30s") Duration deliveryTimeout,
        Map<String, Secret> client) {
    /** What Kafka takes as one record: ours with key, headers and room to spare. Brokers must take as much. */
    public static final int MAX_MESSAGE_BYTES = 1_400_000;

    /** What one partition adds to an answer, for clients and for brokers that copy from each other: a record fits. */
    public static final int FETCH_BYTES = 2 * 1024 * 1024;

    private static final Set<String> TRANSPORT = Set.of("security", "ssl", "sasl", "client");

    public KafkaSettings {
        bootstrapServers = List.copyOf(bootstrapServers);
        client = Map.copyOf(client);
        if (bootstrapServers.isEmpty()) {
            throw new IllegalArgumentException("must name 'bootstrap-servers': host:port of at least one broker");
        }
        if (!client.keySet().stream().allMatch(name -> TRANSPORT.contains(name.split("\\.", 2)[0]))) {
            throw new IllegalArgumentException(
                    "may set transport and authentication of Kafka's clients only (security., ssl., sasl., client.)");
        }
    }

    /** Everything at its default. */
    public static KafkaSettings at(String bootstrapServers) {
        return new KafkaSettings(
                List.of(bootstrapServers.split(",")),
                -1,
                Duration.ofDays(30),
                Duration.ofMillis(2),
                Duration.ofMillis(500),
                Duration.ofMillis(20),
                Duration.ofMillis(250),
                Duration.ofSeconds(30),
                Map.of());
    }

    /**
     * How many copies confirm a record: one fewer than there are, so that any one broker may die and nothing confirmed
     * is lost or stands still. Empty where the brokers say how many copies there are.
     */
    public Optional<Integer> confirming() {
        return replication > 0 ? Optional.of(Math.max(1, replication - 1)) : Optional.empty();
    }

    /** The same for a client that is told so much of transport and authentication, by Kafka's names. */
    public KafkaSettings as(Map<String, String> transport) {
        Map<String, Secret> secret = new HashMap<>();
        transport.forEach((name, value) -> secret.put(name, new Secret(value)));
        return new KafkaSettings(
                bootstrapServers,
                replication,
                retention,
                linger,
                fetchWait,
                gather,
                commitInterval,
                deliveryTimeout,
                secret);
    }

    /** What all clients share; a base for clients that other modules make themselves. */
    public Map<String, Object> common() {
        Map<String, Object> config = new HashMap<>();
        client.forEach((name, value) -> config.put(name, value.reveal()));
        if (client.keySet().stream().anyMatch(name -> name.startsWith("ssl."))) {
            config.putIfAbsent("ssl.engine.factory.class", RenewingTls.class);
        }
        config.put("bootstrap.servers", String.join(",", bootstrapServers));
        config.put("reconnect.backoff.max.ms", 1_000);
        return config;
    }

    Map<String, Object> producer() {
        Map<String, Object> config = common();
        config.put("acks", "all");
        config.put("enable.idempotence", true);
        // With more, a first batch that meets a partition without leader is overtaken by the next, which the broker
        // takes
        // from a producer it does not know; the first is then out of order until it times out.
        config.put("max.in.flight.requests.per.connection", 1);
        config.put("linger.ms", linger.toMillis());
        config.put("batch.size", 128 * 1024);
        config.put("compression.type", "lz4");
        config.put("max.request.size", MAX_MESSAGE_BYTES);
        config.put("max.block.ms", deliveryTimeout.toMillis());
        config.put("request.timeout.ms", (int)
                Math.min(10_000, deliveryTimeout.minus(linger).toMillis()));
        config.put("delivery.timeout.ms", (int) deliveryTimeout.toMillis());
        return config;
    }

    /** Without a group: positions are the caller's affair. */
    Map<String, Object> reader() {
        Map<String, Object> config = common();
        config.put("isolation.level", "read_committed");
        config.put("enable.auto.commit", false);
        config.put("auto.offset.reset", "none");
        config.put("allow.auto.create.topics", false);
        config.put("fetch.min.bytes", 1);
        config.put("fetch.max.wait.ms", (int) fetchWait.toMillis());
        config.put("max.partition.fetch.bytes", FETCH_BYTES);
        // Everything fetched is handed over at once: what stays behind would keep its partition out of the next fetch.
        config.put("max.poll.records", 10_000);
        return config;
    }

    Map<String, Object> consumer(String group) {
        Map<String, Object> config = reader();
        config.put("group.id", group);
        config.put("auto.offset.reset", "earliest");
        config.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        config.put("session.timeout.ms", 10_000);
        config.put("heartbeat.interval.ms", 1_000);
        return config;
    }
}
