package health.countersign.bigchaindb;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.processes.OwnProcess;
import health.countersign.processes.RealPart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network is started, found again, stopped and started once more. */
class BigchainDbNetworkIT {
    @TempDir
    Path directory;

    private static NodePrograms programs;

    @BeforeAll
    static void install() {
        RealPart.require(NodePrograms.missing());
        programs = NodePrograms.install(line -> {});
    }

    @AfterEach
    void stop() {
        BigchainDbNetwork.find(directory).ifPresent(BigchainDbNetwork::kill);
    }

    @Test
    void aLaterCommandFindsTheNetworkAndStopsIt() {
        List<String> progress = new ArrayList<>();
        BigchainDbNetwork started = BigchainDbNetwork.start(NetworkSettings.of(directory, 1), programs, progress::add);

        BigchainDbNetwork found = BigchainDbNetwork.find(directory).orElseThrow();

        assertThat(progress).containsExactly("BigchainDB: starting 1 validator");
        assertThat(found.isRunning()).isTrue();
        assertThat(found.node(0).api()).isEqualTo(started.node(0).api());
        assertThat(found.node(0).processes())
                .extracting(OwnProcess::name)
                .containsExactly("database", "bigchaindb", "tendermint");
        found.stop();
        assertThat(started.node(0).processes()).isEmpty();
        assertThat(Probe.listens(started.node(0).api().getPort())).isFalse();
    }
}
