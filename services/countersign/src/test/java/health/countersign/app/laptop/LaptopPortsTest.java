package health.countersign.app.laptop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.app.console.CommandFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LaptopPortsTest {
    @Test
    void freePortsAreAlwaysUsable() {
        assertThatCode(() -> LaptopPorts.free().requireUsable(5)).doesNotThrowAnyException();
    }

    @Test
    void servicesFollowTheDashboardAndTheEventStreamTheLedger() {
        LaptopPorts ports = new LaptopPorts(8080, 9092, 9984);

        assertThat(ports.service(0)).isEqualTo(8081);
        assertThat(ports.service(4)).isEqualTo(8085);
        assertThat(ports.ledgerStream()).isEqualTo(9985);
    }

    @Test
    void everyTakenPortIsNamedWithItsUse() throws Exception {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            LaptopPorts ports = new LaptopPorts(0, one.getLocalPort(), other.getLocalPort());

            assertThatThrownBy(() -> ports.requireUsable(5))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining(one.getLocalPort() + " (Kafka)")
                    .hasMessageContaining(other.getLocalPort() + " (the ledger's API)")
                    .hasMessageContaining("--free-ports");
        }
    }
}
