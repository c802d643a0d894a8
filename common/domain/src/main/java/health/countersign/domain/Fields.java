package health.countersign.domain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads one JSON object of a tree strictly: every field is asked for by name and type, and {@link #end()} refuses what
 * nobody asked for.
 */
public final class Fields {
    private final String pointer;
    private final Map<?, ?> map;
    private final Set<String> read = new HashSet<>();

    private Fields(String pointer, Map<?, ?> map) {
        this.pointer = pointer;
        this.map = map;
    }

    /** Begins to read an object; anything else than an object is malformed. */
    public static Fields of(Object tree) {
        return of(tree, "");
    }

    /** Begins to read an object that stands at {@code pointer} of a larger tree. */
    public static Fields of(Object tree, String pointer) {
        if (tree instanceof Map<?, ?> map) {
            return new Fields(pointer, map);
        }
        throw new MalformedException(pointer, "an object is missing");
    }

    /** A field whose text a constructor turns into a value; the constructor's refusal becomes ours. */
    public <T> T value(String name, Function<String, T> constructor) {
        String text = string(name);
        try {
            return constructor.apply(text);
        } catch (IllegalArgumentException e) {
            throw malformed(name, "'" + name + "' is malformed");
        }
    }

    public String string(String name) {
        return typed(name, String.class, "a string");
    }

    public long integer(String name) {
        return typed(name, Long.class, "an integer");
    }

    /** An integer between 0 and {@code max}. */
    public int index(String name, int max) {
        long value = integer(name);
        if (value < 0 || value > max) {
            throw malformed(name, "'" + name + "' is out of range");
        }
        return (int) value;
    }

    public boolean bool(String name) {
        return typed(name, Boolean.class, "true or false");
    }

    /** Refuses any other value of a field; versions and kinds are read this way. */
    public void constant(String name, Object expected) {
        Object value = raw(name);
        if (!expected.equals(value)) {
            throw malformed(name, "'" + name + "' must be " + expected);
        }
    }

    public <T> List<T> list(String name, Function<Object, T> item) {
        return items(name, typed(name, List.class, "a list"), item);
    }

    /** A list or null, which reads as empty. */
    public <T> Optional<List<T>> optionalList(String name, Function<Object, T> item) {
        Object value = raw(name);
        return value == null ? Optional.empty() : Optional.of(list(name, item));
    }

    /** A text or null, which reads as empty. */
    public <T> Optional<T> optional(String name, Function<String, T> constructor) {
        return raw(name) == null ? Optional.empty() : Optional.of(value(name, constructor));
    }

    public <T> T object(String name, Function<Object, T> reader) {
        return nested(name, raw(name), reader);
    }

    /** The value of a field as it is; the field must be there, its value may be null. */
    public Object raw(String name) {
        if (!map.containsKey(name)) {
            throw malformed(name, "'" + name + "' is missing");
        }
        read.add(name);
        return map.get(name);
    }

    public boolean has(String name) {
        return map.containsKey(name);
    }

    /** Refuses fields that were not read. */
    public void end() {
        for (Object key : map.keySet()) {
            if (!read.contains(key)) {
                throw new MalformedException(pointer, "there is a field that does not belong here");
            }
        }
    }

    public MalformedException malformed(String name, String problem) {
        return new MalformedException(pointer + "/" + name, problem);
    }

    private <T> T typed(String name, Class<T> type, String what) {
        Object value = raw(name);
        if (!type.isInstance(value)) {
            throw malformed(name, "'" + name + "' must be " + what);
        }
        return type.cast(value);
    }

    private <T> List<T> items(String name, List<?> values, Function<Object, T> item) {
        List<T> items = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            items.add(nested(name + "/" + i, values.get(i), item));
        }
        return List.copyOf(items);
    }

    private <T> T nested(String name, Object value, Function<Object, T> reader) {
        try {
            return reader.apply(value);
        } catch (MalformedException e) {
            throw new MalformedException(pointer + "/" + name + e.pointer(), "malformed value");
        } catch (IllegalArgumentException | ClassCastException | NullPointerException e) {
            throw malformed(name, "malformed value");
        }
    }
}
