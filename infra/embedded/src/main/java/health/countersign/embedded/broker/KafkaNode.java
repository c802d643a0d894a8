package health.countersign.embedded.broker;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server$;
import kafka.server.SharedServer;
import kafka.server.StandardFaultHandlerFactory;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.MetadataDelta;
import org.apache.kafka.image.MetadataImage;
import org.apache.kafka.image.loader.LoaderManifest;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.apache.kafka.metadata.BrokerRegistration;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.ServerSocketFactory;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * A controller and a broker in one, as {@link KafkaRaftServer} has them, but the broker begins only when the controller
 * counts on its last life no more.
 *
 * <p>After a kill the metadata still say that the broker leads every partition. A broker that begins with that
 * completes transactions of before the kill at once, and while the controller takes away its partitions and gives them
 * back it takes those without a leader for deleted: their markers are never written (Kafka 4.3.1,
 * {@code KRaftMetadataCache.getPartitionLeaderEndpoint}). The offsets of such a transaction stay pending for ever, and
 * who waits for them waits for ever.
 */
final class KafkaNode implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 120;

    private final ControllerServer controller;
    private final BrokerServer broker;

    private KafkaNode(ControllerServer controller, BrokerServer broker) {
        this.controller = controller;
        this.broker = broker;
    }

    /** Starts and blocks until the broker takes connections. */
    static KafkaNode start(KafkaConfig config) {
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> directory =
                KafkaRaftServer.initializeLogDirs(config, LoggerFactory.getLogger(KafkaNode.class), "");
        QuorumConfig quorum = config.quorumConfig();
        SharedServer shared = new SharedServer(
                config,
                directory._1(),
                Time.SYSTEM,
                Server$.MODULE$.initializeMetrics(
                        config, Time.SYSTEM, directory._1().clusterId().orElseThrow()),
                CompletableFuture.completedFuture(QuorumConfig.parseVoterConnections(quorum.voters())),
                QuorumConfig.parseBootstrapServers(quorum.bootstrapServers()),
                new StandardFaultHandlerFactory(),
                ServerSocketFactory.INSTANCE);
        KafkaNode node = new KafkaNode(
                new ControllerServer(shared, KafkaRaftServer.configSchema(), directory._2()), new BrokerServer(shared));
        try {
            node.controller.startup();
            LastLife last = new LastLife();
            shared.loader().installPublishers(List.of(last)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            last.over.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            node.broker.startup();
            return node;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw node.failed(e);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            throw node.failed(e);
        }
    }

    private IllegalStateException failed(Exception cause) {
        stop();
        return new IllegalStateException(cause.getMessage(), cause);
    }

    /** Shuts both down in order; nothing runs any more when it returns. */
    @Override
    public void close() {
        stop();
        broker.awaitShutdown();
        controller.awaitShutdown();
    }

    private void stop() {
        broker.shutdown();
        controller.shutdown();
    }

    /** Over when the broker was never there, was stopped in order, or was silent for as long as its session. */
    private static final class LastLife implements MetadataPublisher {
        private final CompletableFuture<Void> over = new CompletableFuture<>();

        @Override
        public String name() {
            return "the broker's last life";
        }

        @Override
        public void close() {
            // nothing was opened
        }

        @Override
        public void onMetadataUpdate(MetadataDelta delta, MetadataImage image, LoaderManifest manifest) {
            BrokerRegistration registered = image.cluster().broker(BrokerProperties.NODE);
            if (registered == null || registered.fenced()) {
                over.complete(null);
            }
        }
    }
}
