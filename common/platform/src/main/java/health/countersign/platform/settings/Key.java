package health.countersign.platform.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The place of a setting: its words in the file and its name in the environment. */
record Key(List<String> path) {
    static final String PREFIX = "COUNTERSIGN_";
    static final Key ROOT = new Key(List.of());

    Key {
        path = List.copyOf(path);
    }

    /** The key of a record's component below this one: {@code brokerAddress} becomes {@code broker-address}. */
    Key component(String name) {
        return child(name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT));
    }

    Key child(String word) {
        List<String> longer = new ArrayList<>(path);
        longer.add(word);
        return new Key(longer);
    }

    String variable() {
        return PREFIX + String.join("_", path).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    String inFile() {
        return String.join(".", path);
    }

    /** How a message names it. */
    @Override
    public String toString() {
        return path.isEmpty() ? "the settings" : "'" + inFile() + "' (" + variable() + ")";
    }
}
