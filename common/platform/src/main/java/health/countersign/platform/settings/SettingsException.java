package health.countersign.platform.settings;

import java.util.List;

/** Settings cannot be used; names everything that is wrong with them, and what to do, at once. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    public SettingsException(List<String> problems) {
        super("the settings cannot be used:\n  - " + String.join("\n  - ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each problem, in the order of the settings. */
    public List<String> problems() {
        return problems;
    }
}
