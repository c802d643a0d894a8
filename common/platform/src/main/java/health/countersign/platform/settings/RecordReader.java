package health.countersign.platform.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Fills records from a source, component by component; what is wrong is collected, and reading goes on. */
final class RecordReader {
    private final SettingsSource source;
    private final List<String> problems = new ArrayList<>();

    RecordReader(SettingsSource source) {
        this.source = source;
    }

    <S extends Record> Optional<S> read(Class<S> type) {
        Optional<S> settings = record(type, Key.ROOT).map(type::cast);
        problems.addAll(source.unknown());
        return settings;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    private Optional<Object> record(Class<?> type, Key key) {
        JsonNode node = source.node(key);
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            return problem(key, "must hold keys and values");
        }
        RecordComponent[] components = type.getRecordComponents();
        List<Optional<Object>> values = Arrays.stream(components)
                .map(component -> component(component, key.component(component.getName())))
                .toList();
        if (!values.stream().allMatch(Optional::isPresent)) {
            return Optional.empty();
        }
        return construct(type, components, values.stream().map(Optional::get).toArray(), key);
    }

    private Optional<Object> construct(Class<?> type, RecordComponent[] components, Object[] values, Key key) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(values));
        } catch (InvocationTargetException e) {
            return problem(key, String.valueOf(e.getCause().getMessage()));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " cannot hold settings", e);
        }
    }

    private Optional<Object> component(RecordComponent component, Key key) {
        Default fallback = component.getAnnotation(Default.class);
        return value(
                component.getGenericType(), key, Optional.ofNullable(fallback).map(Default::value));
    }

    private Optional<Object> value(Type type, Key key, Optional<String> fallback) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic, key, fallback);
        }
        Class<?> plain = (Class<?>) type;
        if (!Scalars.covers(plain)) {
            return record(plain, key);
        }
        Optional<String> text = text(plain, key).or(() -> fallback);
        return text.isEmpty() ? problem(key, "is missing: set it") : scalar(plain, key, text.get());
    }

    private Optional<Object> generic(ParameterizedType type, Key key, Optional<String> fallback) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == Optional.class) {
            return optional(arguments[0], key);
        }
        if (type.getRawType() == List.class) {
            return list(arguments[0], key, fallback).map(List::copyOf);
        }
        if (type.getRawType() == Set.class) {
            return list(arguments[0], key, fallback).map(LinkedHashSet::new);
        }
        if (type.getRawType() == Map.class && arguments[0] == String.class) {
            return map(arguments[1], key);
        }
        throw new IllegalStateException(key + " has a type that settings do not know: " + type);
    }

    /** Empty inside says that there is none; empty outside that there is one and it is wrong. */
    private Optional<Object> optional(Type type, Key key) {
        boolean scalar = type instanceof Class<?> plain && Scalars.covers(plain);
        boolean there = scalar ? text((Class<?>) type, key).isPresent() : source.mentions(key);
        return there ? value(type, key, Optional.empty()).map(Optional::of) : Optional.of(Optional.empty());
    }

    private Optional<List<Object>> list(Type type, Key key, Optional<String> fallback) {
        JsonNode node = source.node(key);
        Optional<String> text = source.variable(key)
                .or(() -> node.isArray()
                        ? Optional.empty()
                        : text(String.class, key).or(() -> fallback));
        List<Optional<Object>> values = new ArrayList<>();
        if (text.isPresent()) {
            for (String item : text.get().split(",", -1)) {
                values.add(scalar((Class<?>) type, key, item.strip()));
            }
        } else {
            for (JsonNode item : node) {
                values.add(
                        item.isValueNode()
                                ? scalar((Class<?>) type, key, item.asText())
                                : problem(key, "must hold texts"));
            }
        }
        boolean whole = values.stream().allMatch(Optional::isPresent);
        return whole ? Optional.of(values.stream().map(Optional::get).toList()) : Optional.empty();
    }

    private Optional<Object> map(Type type, Key key) {
        Map<String, Object> values = new LinkedHashMap<>();
        boolean whole = true;
        for (String name : type == Secret.class ? source.namesOfSecrets(key) : source.names(key)) {
            Optional<Object> value = value(type, key.child(name), Optional.empty());
            value.ifPresent(present -> values.put(name, present));
            whole &= value.isPresent();
        }
        return whole ? Optional.of(Map.copyOf(values)) : Optional.empty();
    }

    private Optional<String> text(Class<?> type, Key key) {
        Optional<String> variable = source.variable(key);
        JsonNode node = source.node(key);
        if (variable.isPresent()) {
            return variable;
        }
        if (type == Secret.class) {
            return secret(key, node);
        }
        if (!node.isValueNode() || node.isNull()) {
            return Optional.empty();
        }
        return Optional.of(type == Path.class ? source.seenFromFile(node.asText()) : node.asText());
    }

    private Optional<String> secret(Key key, JsonNode node) {
        try {
            Optional<String> text = source.secretFile(key);
            return text.isPresent() || !node.isTextual() ? text : Optional.of(node.textValue());
        } catch (IOException e) {
            problem(key, "its file cannot be read: check the path and who may read it");
            return Optional.empty();
        }
    }

    private Optional<Object> scalar(Class<?> type, Key key, String text) {
        try {
            return Optional.of(Scalars.read(type, text));
        } catch (IllegalArgumentException e) {
            return problem(key, String.valueOf(e.getMessage()));
        }
    }

    private <T> Optional<T> problem(Key key, String sentence) {
        problems.add(key + " " + sentence);
        return Optional.empty();
    }
}
