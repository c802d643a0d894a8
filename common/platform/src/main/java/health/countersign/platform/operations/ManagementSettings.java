package health.countersign.platform.operations;

import health.countersign.platform.settings.Default;

/**
 * Where health and metrics are served, apart from the work.
 *
 * @param port 0 takes a free one
 */
public record ManagementSettings(
        @Default("127.0.0.1") String host, @Default("9400") int port) {
    public ManagementSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("'port' must be between 0 and 65535");
        }
    }
}
