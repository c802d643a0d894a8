package health.countersign.platform;

import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.ManagementSettings;

/** What the settings of every program hold. */
public interface ProgramSettings {
    ManagementSettings management();

    LogSettings logs();
}
