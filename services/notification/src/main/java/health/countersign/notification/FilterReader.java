package health.countersign.notification;

import health.countersign.domain.CardId;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.MalformedException;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads filters strictly and refuses one that nobody could satisfy: a type, section or organization that is not
 * there.
 */
final class FilterReader {
    private static final Set<String> NAMES = Set.of("types", "sections", "organizations", "cards", "own");
    private static final int MOST_VALUES = 1_000;

    private final ConsortiumDocument document;

    FilterReader(ConsortiumDocument document) {
        this.document = document;
    }

    /**
     * Reads {@code {types, sections, organizations, cards, own}}, each of them optional.
     *
     * @throws MalformedException with a JSON pointer to what is wrong
     */
    Filter of(Map<?, ?> tree) {
        Set<Object> unknown = new HashSet<>(tree.keySet());
        unknown.removeAll(NAMES);
        if (!unknown.isEmpty()) {
            throw new MalformedException("", "a filter has " + new TreeSet<>(NAMES));
        }
        return new Filter(
                values(tree, "types", this::step),
                values(tree, "sections", this::section),
                values(tree, "organizations", this::organization),
                values(tree, "cards", CardId::new),
                flag(tree.get("own")));
    }

    private Step step(String name) {
        return Step.of(name).orElseThrow(() -> new IllegalArgumentException("no such type of notification"));
    }

    private Section section(String name) {
        Section section = Section.of(name);
        if (document.terms(section).isEmpty()) {
            throw new IllegalArgumentException("nobody writes this section");
        }
        return section;
    }

    private OrganizationId organization(String name) {
        OrganizationId id = new OrganizationId(name);
        if (document.organization(id).isEmpty()) {
            throw new IllegalArgumentException("no such member");
        }
        return id;
    }

    private static boolean flag(Object value) {
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw new MalformedException("/own", "true or false is missing");
    }

    private static <T> Set<T> values(Map<?, ?> tree, String name, Function<String, T> read) {
        if (!tree.containsKey(name)) {
            return Set.of();
        }
        if (!(tree.get(name) instanceof List<?> list) || list.isEmpty() || list.size() > MOST_VALUES) {
            throw new MalformedException("/" + name, "a list of 1 to " + MOST_VALUES + " texts is missing");
        }
        return each(list, name, read);
    }

    private static <T> Set<T> each(Collection<?> list, String name, Function<String, T> read) {
        Set<T> values = new HashSet<>();
        int index = 0;
        for (Object item : list) {
            String pointer = "/" + name + "/" + index++;
            if (!(item instanceof String text)) {
                throw new MalformedException(pointer, "a text is missing");
            }
            try {
                values.add(read.apply(text));
            } catch (IllegalArgumentException e) {
                throw new MalformedException(pointer, e.getMessage());
            }
        }
        return values;
    }
}
