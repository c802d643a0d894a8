package health.countersign.domain;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Shapes of trees that several words share. */
final class Trees {
    private Trees() {}

    /** A list of exactly this many items. */
    static List<?> tuple(Object tree, int size) {
        if (tree instanceof List<?> list && list.size() == size) {
            return list;
        }
        throw new MalformedException("", "a list of " + size + " is missing");
    }

    static <T> List<Object> list(Collection<T> items, Function<T, ?> tree) {
        return items.stream().<Object>map(tree).toList();
    }

    /** An object with these names and values, in this order; values may be null. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** Refuses lists that are not strictly ascending: one set of values has one form on the wire. */
    static <T extends Comparable<T>> List<T> ascending(List<T> items, String what) {
        for (int i = 1; i < items.size(); i++) {
            if (items.get(i - 1).compareTo(items.get(i)) >= 0) {
                throw new IllegalArgumentException(what + " must be ascending and distinct");
            }
        }
        return List.copyOf(items);
    }
}
