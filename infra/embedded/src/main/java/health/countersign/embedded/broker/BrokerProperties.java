package health.countersign.embedded.broker;

import health.countersign.embedded.Ports;
import java.nio.file.Path;
import java.util.Properties;

/** Kafka's own settings for one broker that is its own controller, on a laptop, with short waits and small files. */
final class BrokerProperties {
    static final int NODE = 1;
    static final String CONTROLLER = "CONTROLLER";

    private static final String CLIENTS = "PLAINTEXT";
    private static final int MEBIBYTE = 1024 * 1024;
    private static final int TEN_YEARS_IN_MINUTES = 10 * 365 * 24 * 60;

    private final Properties properties = new Properties();

    private BrokerProperties() {}

    static Properties of(Path data, BrokerPorts ports, BrokerDurability durability) {
        return new BrokerProperties()
                .addresses(data, ports)
                .alone()
                .shortWaits()
                .smallFiles()
                .keepEverything()
                .flush(durability)
                .properties;
    }

    private BrokerProperties addresses(Path data, BrokerPorts ports) {
        return set("node.id", NODE)
                .set("process.roles", "broker,controller")
                .set("log.dirs", data)
                .set("listeners", listener(CLIENTS, ports.clients()) + "," + listener(CONTROLLER, ports.controller()))
                .set("advertised.listeners", listener(CLIENTS, ports.advertised()))
                .set("controller.listener.names", CONTROLLER)
                .set("listener.security.protocol.map", CLIENTS + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT")
                .set("controller.quorum.voters", NODE + "@" + Ports.LOOPBACK + ":" + ports.controller());
    }

    /** No replicas anywhere, few partitions for Kafka's own topics, few threads. */
    private BrokerProperties alone() {
        return set("offsets.topic.replication.factor", 1)
                .set("offsets.topic.num.partitions", 4)
                .set("transaction.state.log.replication.factor", 1)
                .set("transaction.state.log.min.isr", 1)
                .set("transaction.state.log.num.partitions", 4)
                .set("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000)
                .set("share.coordinator.state.topic.replication.factor", 1)
                .set("share.coordinator.state.topic.min.isr", 1)
                .set("share.coordinator.state.topic.num.partitions", 1)
                .set("default.replication.factor", 1)
                .set("min.insync.replicas", 1)
                .set("num.network.threads", 2)
                .set("num.io.threads", 4)
                .set("background.threads", 2)
                .set("num.recovery.threads.per.data.dir", 2)
                .set("auto.create.topics.enable", false)
                .set("metric.reporters", "");
    }

    private BrokerProperties shortWaits() {
        return set("group.initial.rebalance.delay.ms", 0)
                .set("group.min.session.timeout.ms", 1_000)
                .set("group.consumer.min.session.timeout.ms", 1_000)
                .set("group.consumer.min.heartbeat.interval.ms", 250)
                // After a kill the controller waits this long before it lets the same broker register again; a busy
                // machine must not be taken for a dead one meanwhile.
                .set("broker.session.timeout.ms", 6_000)
                .set("broker.heartbeat.interval.ms", 500)
                .set("metadata.max.idle.interval.ms", 5_000)
                .set("controlled.shutdown.enable", true);
    }

    /** Preallocated indexes, the cleaner's buffer and segments sized for one machine, not for a cluster's. */
    private BrokerProperties smallFiles() {
        return set("log.segment.bytes", 64 * MEBIBYTE)
                .set("log.index.size.max.bytes", MEBIBYTE)
                .set("offsets.topic.segment.bytes", 16 * MEBIBYTE)
                .set("transaction.state.log.segment.bytes", 16 * MEBIBYTE)
                .set("metadata.log.segment.bytes", 16 * MEBIBYTE)
                .set("log.cleaner.dedupe.buffer.size", 8 * MEBIBYTE)
                .set("log.preallocate", false);
    }

    /** Nothing expires unless its topic says so: a laptop may be switched off for a month. */
    private BrokerProperties keepEverything() {
        return set("log.retention.ms", -1)
                .set("log.retention.bytes", -1)
                .set("offsets.retention.minutes", TEN_YEARS_IN_MINUTES);
    }

    private BrokerProperties flush(BrokerDurability durability) {
        return switch (durability) {
            case PROCESS_CRASH -> set("log.flush.interval.ms", 1_000).set("log.flush.scheduler.interval.ms", 1_000);
            case POWER_LOSS -> set("log.flush.interval.messages", 1);
        };
    }

    private BrokerProperties set(String name, Object value) {
        properties.setProperty(name, String.valueOf(value));
        return this;
    }

    private static String listener(String name, int port) {
        return name + "://" + Ports.LOOPBACK + ":" + port;
    }
}
