package health.countersign.platform.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** File and environment as one; remembers what was asked for, so that it can name what nobody asked for. */
final class SettingsSource {
    /** A cluster puts the addresses of other services into every container's environment; they are not ours. */
    private static final Pattern SERVICE_LINK =
            Pattern.compile("COUNTERSIGN_.*(_SERVICE_HOST|_SERVICE_PORT.*|_PORT|_PORT_\\d+_(TCP|UDP).*)");

    private static final String IN_A_FILE = "-file";

    private final JsonNode file;
    private final Path folder;
    private final Map<String, String> environment;
    private final Set<String> known = new HashSet<>();

    /** @param folder where the file lies, if there is one: paths in it begin there */
    SettingsSource(JsonNode file, Path folder, Map<String, String> environment) {
        this.file = file;
        this.folder = folder;
        this.environment = new TreeMap<>(environment);
        known.add(Settings.FILE_VARIABLE);
    }

    /** The value of the environment, marking it as known. */
    Optional<String> variable(Key key) {
        known.add(key.variable());
        return Optional.ofNullable(environment.get(key.variable())).filter(value -> !value.isBlank());
    }

    /** What stands in the file that {@code <key>_FILE} or {@code <key>-file} names, without the newline at its end. */
    Optional<String> secretFile(Key key) throws IOException {
        Key pointer = new Key(withSuffix(key.path()));
        try {
            Optional<Path> path = variable(pointer)
                    .map(Path::of)
                    .or(() -> Optional.ofNullable(node(pointer).textValue()).map(folder::resolve));
            return path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            Files.readString(path.get(), StandardCharsets.UTF_8).stripTrailing());
        } catch (InvalidPathException e) {
            throw new IOException("not a path", e);
        }
    }

    /** A path that the file gives, seen from where the file lies. */
    String seenFromFile(String path) {
        try {
            return folder.resolve(path).toString();
        } catch (InvalidPathException e) {
            return path; // whoever reads it as a path says so
        }
    }

    JsonNode node(Key key) {
        JsonNode node = file;
        for (String word : key.path()) {
            node = node.path(word);
        }
        known.add(key.inFile());
        return node;
    }

    /** The names that the file gives below this key. */
    List<String> names(Key key) {
        List<String> names = new ArrayList<>();
        node(key).fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The names of the secrets that the file gives below this key, in place or as the path of another file. */
    Set<String> namesOfSecrets(Key key) {
        return names(key).stream()
                .map(name -> name.endsWith(IN_A_FILE) ? name.substring(0, name.length() - IN_A_FILE.length()) : name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether file or environment say anything below this key. */
    boolean mentions(Key key) {
        String prefix = key.variable() + "_";
        return !node(key).isMissingNode() || environment.keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    List<String> unknown() {
        List<String> unknown = new ArrayList<>();
        unknownInFile(Key.ROOT, unknown);
        environment.keySet().stream()
                .filter(name -> name.startsWith(Key.PREFIX) && !known.contains(name))
                .filter(name -> !SERVICE_LINK.matcher(name).matches())
                .forEach(name ->
                        unknown.add("the environment variable " + name + " is not known: correct or remove it"));
        return unknown;
    }

    private void unknownInFile(Key parent, List<String> unknown) {
        node(parent).fieldNames().forEachRemaining(word -> {
            Key key = parent.child(word);
            if (!known.contains(key.inFile())) {
                unknown.add("'" + key.inFile() + "' in the file is not known: correct or remove it");
            } else {
                unknownInFile(key, unknown);
            }
        });
    }

    private static List<String> withSuffix(List<String> path) {
        List<String> words = new ArrayList<>(path);
        words.set(words.size() - 1, words.get(words.size() - 1) + IN_A_FILE);
        return words;
    }
}
