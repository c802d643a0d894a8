package health.countersign.app.run;

import health.countersign.embedded.ledger.LedgerSettings;
import health.countersign.platform.ProgramSettings;
import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.ManagementSettings;
import health.countersign.platform.settings.Default;
import java.nio.file.Path;

/**
 * What the ledger node of one machine needs to know; it listens on 127.0.0.1 only.
 *
 * @param directory everything it keeps; made if missing
 * @param port of its HTTP API; 0 takes that of last time, else a free one
 * @param eventsPort of its event stream, in the same way
 */
public record LedgerProgramSettings(
        ManagementSettings management,
        LogSettings logs,
        Path directory,
        @Default("9984") int port,
        @Default("9985") int eventsPort)
        implements ProgramSettings {
    LedgerSettings ledger() {
        return new LedgerSettings(directory, port, eventsPort);
    }
}
