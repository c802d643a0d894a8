package health.countersign.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys of settings, as a record asks for them and as a file gives them; a star stands for a name of one's choice.
 */
final class SettingsKeys {
    private static final String IN_A_FILE = "-file";

    private final Set<String> keys = new TreeSet<>();

    private SettingsKeys() {}

    /** All that a record asks for. */
    static Set<String> of(Class<?> settings) {
        SettingsKeys found = new SettingsKeys();
        found.record("", settings);
        return found.keys;
    }

    /** Those of a record that a file gives. */
    static Set<String> in(JsonNode file, Class<?> settings) {
        Set<String> given = new TreeSet<>();
        for (String key : of(settings)) {
            if (gives(List.of(file), List.of(key.split("\\.")))) {
                given.add(key);
            }
        }
        return given;
    }

    private static boolean gives(List<JsonNode> nodes, List<String> words) {
        if (words.isEmpty()) {
            return nodes.stream().anyMatch(node -> !node.isMissingNode());
        }
        String word = words.get(0);
        List<JsonNode> below = nodes.stream()
                .flatMap(node -> word.equals("*")
                        ? node.valueStream()
                        : List.of(node.path(word), node.path(word + IN_A_FILE)).stream())
                .toList();
        return gives(below, words.subList(1, words.size()));
    }

    private void record(String prefix, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String word =
                    component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
            value(prefix + word, component.getGenericType());
        }
    }

    private void value(String key, Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == Optional.class) {
                value(key, arguments[0]);
                return;
            }
            if (generic.getRawType() == Map.class && isNested(arguments[1])) {
                value(key + ".*", arguments[1]);
                return;
            }
        }
        if (isNested(type)) {
            record(key + ".", (Class<?>) type);
        } else {
            keys.add(key);
        }
    }

    /** Records of one text are words, such as ids. */
    private static boolean isNested(Type type) {
        return type instanceof Class<?> plain
                && plain.isRecord()
                && !(plain.getRecordComponents().length == 1
                        && plain.getRecordComponents()[0].getType() == String.class);
    }
}
