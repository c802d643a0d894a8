package health.countersign.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raising a cluster, finding it again and ending it. */
class KafkaClusterIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void aClusterIsFoundAgainThroughItsDirectoryAndEndsAsAWhole() {
        KafkaCluster cluster = KafkaCluster.start(ClusterSettings.in(directory, 3));
        try {
            KafkaCluster found = KafkaCluster.find(directory).orElseThrow();

            assertThat(found.bootstrapServers()).isEqualTo(cluster.bootstrapServers());
            assertThat(found.brokers()).containsExactly(1, 2, 3).allMatch(found::isRunning);
            assertThat(found.controller()).isBetween(1, 3);
            found.awaitInSync(PATIENCE);
        } finally {
            cluster.stop();
        }
        assertThat(cluster.brokers()).noneMatch(cluster::isRunning);
    }
}
