package health.countersign.platform.operations;

import health.countersign.platform.settings.Default;

/**
 * How a program writes its log, to standard error.
 *
 * @param level of our own words; those of libraries begin at WARN
 */
public record LogSettings(
        @Default("json") Format format, @Default("info") Level level) {
    /** One JSON object on a line for machines, or a line for people. */
    public enum Format {
        JSON,
        CONSOLE
    }

    /** From which level on our own words are written. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }
}
