package health.countersign.member.review;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Section;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The current entries of one card, in memory; belongs to one thread at a time. */
public final class CardMemory implements CardState {
    private final Set<Section> readable;
    private final Map<String, Map<String, CardEntry>> byType = new LinkedHashMap<>();
    private final Map<String, Map<String, CardEntry>> byId = new LinkedHashMap<>();

    /** An empty card of which only these sections may be read. */
    public CardMemory(Collection<Section> readable) {
        this.readable = EnumSet.copyOf(readable);
    }

    /** Puts what a change made in place of earlier versions; entries of sections that are not read are left out. */
    public void apply(ChangeId change, Collection<CardEntry> entries) {
        entries.stream().map(entry -> entry.at(change)).forEach(this::put);
    }

    /** Puts one version of an entry in place of an earlier one. */
    public void put(CardEntry entry) {
        if (reads(entry.section())) {
            byType.computeIfAbsent(entry.type(), type -> new LinkedHashMap<>()).put(entry.id(), entry);
            byId.computeIfAbsent(entry.id(), id -> new LinkedHashMap<>()).put(entry.type(), entry);
        }
    }

    @Override
    public boolean reads(Section section) {
        return readable.contains(section);
    }

    @Override
    public Optional<CardEntry> find(FhirReference reference) {
        if (!reference.isLocal()) {
            return Optional.empty();
        }
        Map<String, CardEntry> found = byId.getOrDefault(reference.id(), Map.of());
        return reference.type().isPresent()
                ? Optional.ofNullable(found.get(reference.type().get()))
                : found.values().stream().findFirst();
    }

    @Override
    public Optional<CardEntry> foundation(FhirReference reference) {
        return find(reference);
    }

    @Override
    public Stream<CardEntry> entries(String type) {
        return byType.getOrDefault(type, Map.of()).values().stream();
    }
}
