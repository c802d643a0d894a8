package health.countersign.kafka;

import health.countersign.platform.access.Principal;
import health.countersign.platform.log.KafkaSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Kafka's own settings for one node, broker and controller in one, of a cluster on one machine. */
final class NodeProperties {
    static final String CONTROLLERS = "CONTROLLERS";

    private static final String CLIENTS = "CLIENTS";
    private static final String BROKERS = "BROKERS";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MEBIBYTE = 1024 * 1024;

    private final ClusterFacts cluster;
    private final ClusterFacts.Node node;
    private final Map<String, String> properties = new TreeMap<>();

    private NodeProperties(ClusterFacts cluster, ClusterFacts.Node node) {
        this.cluster = cluster;
        this.node = node;
    }

    static Map<String, String> of(ClusterFacts cluster, ClusterFacts.Node node, Path data, CertificateAuthority ca) {
        return new NodeProperties(cluster, node)
                .place(data)
                .listeners()
                .certificates(ca)
                .rights()
                .copies()
                .sizes()
                .oneMachine()
                .properties;
    }

    static Principal principal(ClusterFacts.Node node) {
        return new Principal(node.name(), Principal.Part.BROKER);
    }

    private NodeProperties place(Path data) {
        return set("node.id", node.id())
                .set("process.roles", "broker,controller")
                .set("log.dirs", data);
    }

    private NodeProperties listeners() {
        String voters = cluster.nodes().stream()
                .map(each -> each.id() + "@" + LOOPBACK + ":" + each.controller())
                .collect(Collectors.joining(","));
        String served = listener(CLIENTS, node.clients()) + "," + listener(BROKERS, node.brokers());
        return set("listeners", served + "," + listener(CONTROLLERS, node.controller()))
                .set("advertised.listeners", served)
                .set("listener.security.protocol.map", CLIENTS + ":SSL," + BROKERS + ":SSL," + CONTROLLERS + ":SSL")
                .set("inter.broker.listener.name", BROKERS)
                .set("controller.listener.names", CONTROLLERS)
                .set("controller.quorum.voters", voters);
    }

    /** Every connection shows a certificate of our authority, those among brokers and controllers too. */
    private NodeProperties certificates(CertificateAuthority ca) {
        return set("ssl.client.auth", "required")
                .set("ssl.keystore.type", "PEM")
                .set("ssl.keystore.location", ca.certificate(principal(node)))
                .set("ssl.truststore.type", "PEM")
                .set("ssl.truststore.location", ca.trusted())
                .set("ssl.principal.mapping.rules", Principal.MAPPING_RULES);
    }

    /** Nothing is allowed that the list of rights does not say; brokers and the operator need no list. */
    private NodeProperties rights() {
        List<Principal> all = new ArrayList<>();
        cluster.nodes().forEach(each -> all.add(principal(each)));
        all.add(KafkaCluster.OPERATOR);
        return set("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .set("allow.everyone.if.no.acl.found", false)
                .set("super.users", all.stream().map(Principal::kafka).collect(Collectors.joining(";")));
    }

    /** Of three copies two confirm: with any one broker gone, what was acknowledged is on another. */
    private NodeProperties copies() {
        int copies = cluster.nodes().size();
        int confirm = Math.max(1, copies - 1);
        return set("default.replication.factor", copies)
                .set("min.insync.replicas", confirm)
                .set("unclean.leader.election.enable", false)
                .set("offsets.topic.replication.factor", copies)
                .set("transaction.state.log.replication.factor", copies)
                .set("transaction.state.log.min.isr", confirm)
                .set("share.coordinator.state.topic.replication.factor", copies)
                .set("share.coordinator.state.topic.min.isr", confirm)
                .set("auto.create.topics.enable", false);
    }

    private NodeProperties sizes() {
        return set("message.max.bytes", KafkaSettings.MAX_MESSAGE_BYTES)
                .set("replica.fetch.max.bytes", KafkaSettings.FETCH_BYTES)
                .set("log.segment.bytes", 64 * MEBIBYTE)
                .set("log.index.size.max.bytes", MEBIBYTE)
                .set("offsets.topic.segment.bytes", 16 * MEBIBYTE)
                .set("transaction.state.log.segment.bytes", 16 * MEBIBYTE)
                .set("metadata.log.segment.bytes", 16 * MEBIBYTE)
                .set("log.cleaner.dedupe.buffer.size", 8 * MEBIBYTE);
    }

    /** Few partitions for Kafka's own topics, few threads, and nobody is waited for who cannot come. */
    private NodeProperties oneMachine() {
        return set("offsets.topic.num.partitions", 6)
                .set("transaction.state.log.num.partitions", 6)
                .set("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000)
                .set("share.coordinator.state.topic.num.partitions", 1)
                .set("num.network.threads", 2)
                .set("num.io.threads", 4)
                .set("background.threads", 2)
                .set("num.recovery.threads.per.data.dir", 2)
                .set("group.initial.rebalance.delay.ms", 0)
                .set("group.min.session.timeout.ms", 1_000)
                .set("broker.session.timeout.ms", 6_000)
                .set("broker.heartbeat.interval.ms", 500)
                .set("log.retention.ms", -1);
    }

    private NodeProperties set(String name, Object value) {
        properties.put(name, String.valueOf(value));
        return this;
    }

    private static String listener(String name, int port) {
        return name + "://" + LOOPBACK + ":" + port;
    }
}
