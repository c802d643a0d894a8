package health.countersign.app.run;

import health.countersign.embedded.broker.BrokerDurability;
import health.countersign.embedded.broker.BrokerSettings;
import health.countersign.platform.ProgramSettings;
import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.ManagementSettings;
import health.countersign.platform.settings.Default;
import java.nio.file.Path;

/**
 * What the broker of one machine needs to know; it listens on 127.0.0.1 only.
 *
 * @param directory everything it keeps; made if missing
 * @param port for clients; 0 takes that of last time, else a free one
 * @param advertisedPort through which clients reach it, where that is another one, such as a proxy's; 0: the same
 * @param durability what acknowledged records survive
 */
public record BrokerProgramSettings(
        ManagementSettings management,
        LogSettings logs,
        Path directory,
        @Default("9092") int port,
        @Default("0") int advertisedPort,
        @Default("process-crash") BrokerDurability durability)
        implements ProgramSettings {
    BrokerSettings broker() {
        return new BrokerSettings(directory, port, advertisedPort, durability);
    }
}
