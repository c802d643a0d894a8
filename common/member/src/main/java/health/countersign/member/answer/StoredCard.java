package health.countersign.member.answer;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Section;
import health.countersign.member.own.Self;
import health.countersign.member.review.CardEntry;
import health.countersign.member.review.CardState;
import health.countersign.member.review.FhirReference;
import health.countersign.member.store.Entries;
import health.countersign.member.store.Entries.Stored;
import health.countersign.member.store.Session;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A card as the store has it: what is committed, and on top of it what open proposals would make of it. */
public final class StoredCard implements CardState {
    private final Self self;
    private final Entries entries;
    private final Resources resources;
    private final CardId card;
    private final Set<ChangeId> builtOn;
    private final boolean own;
    /** What was found: several rules follow the same references. */
    private final Map<FhirReference, Optional<Stored>> found = new HashMap<>();

    private StoredCard(
            Self self, Session session, Resources resources, CardId card, Set<ChangeId> builtOn, boolean own) {
        this.self = self;
        this.entries = new Entries(session);
        this.resources = resources;
        this.card = card;
        this.builtOn = builtOn;
        this.own = own;
    }

    /** The card as a reviewer of a change sees it that needs these other changes. */
    public static StoredCard underReview(
            Self self, Session session, Resources resources, CardId card, Set<ChangeId> needs) {
        return new StoredCard(self, session, resources, card, needs, false);
    }

    /** The card as its own author sees it, with what is on its way to the log. */
    public static StoredCard forAuthor(Self self, Session session, Resources resources, CardId card) {
        return new StoredCard(self, session, resources, card, Set.of(), true);
    }

    @Override
    public boolean reads(Section section) {
        return self.reads(section);
    }

    @Override
    public Optional<CardEntry> find(FhirReference reference) {
        return stored(reference).map(resources::entry);
    }

    /** The version that a reference means. */
    public Optional<Stored> stored(FhirReference reference) {
        return reference.isLocal() ? found.computeIfAbsent(reference, this::look) : Optional.empty();
    }

    @Override
    public Optional<CardEntry> foundation(FhirReference reference) {
        if (!reference.isLocal()) {
            return Optional.empty();
        }
        return last(proposed(reference).stream().filter(this::isBuiltOn))
                .or(() -> current(reference))
                .map(resources::entry);
    }

    private Optional<Stored> look(FhirReference reference) {
        List<Stored> proposed = proposed(reference);
        return last(proposed.stream().filter(this::isBuiltOn))
                .or(() -> last(proposed.stream()))
                .or(() -> current(reference));
    }

    private List<Stored> proposed(FhirReference reference) {
        return entries.proposed(card, reference.type(), reference.id(), own);
    }

    private Optional<Stored> current(FhirReference reference) {
        return entries.current(card, reference.type(), reference.id());
    }

    private boolean isBuiltOn(Stored entry) {
        return builtOn.contains(entry.change());
    }

    @Override
    public Stream<CardEntry> entries(String type) {
        Map<String, Stored> latest = new LinkedHashMap<>();
        entries.current(card, type).forEach(entry -> latest.put(entry.name(), entry));
        for (Stored proposed : entries.proposed(card, type, own)) {
            Stored known = latest.get(proposed.name());
            boolean keep = known != null && isBuiltOn(known) && !isBuiltOn(proposed);
            if (!keep) {
                latest.put(proposed.name(), proposed);
            }
        }
        return latest.values().stream().map(resources::entry);
    }

    private static Optional<Stored> last(Stream<Stored> versions) {
        return versions.reduce((earlier, later) -> later);
    }
}
