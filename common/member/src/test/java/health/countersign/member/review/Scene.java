package health.countersign.member.review;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Finding;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A change of one entry proposed to the real patient's card, which already holds everything else; then edited. */
final class Scene {
    private final ObjectNode resource;
    private final CardMemory card;
    private final List<ObjectNode> besides = new ArrayList<>();
    private final List<CitedEntry> citations = new ArrayList<>();
    private final Map<String, Optional<ChangeId>> added = new HashMap<>();
    private final Set<String> untouched = new java.util.HashSet<>();
    private Section section;
    private boolean cites = true;

    private Scene(ObjectNode resource, Set<Section> reads) {
        this.resource = resource;
        this.section = SectionTable.r4().sectionOf(resource.path("resourceType").asText());
        this.card = new CardMemory(reads);
        RealPatient.resources().stream()
                .filter(other -> !other.path("id").equals(resource.path("id")))
                .forEach(this::onCard);
    }

    /** As an organization sees it that reads every section. */
    static Scene of(ObjectNode resource) {
        return new Scene(resource, EnumSet.allOf(Section.class));
    }

    /** As an organization sees it that does not read the medical section. */
    static Scene withoutMedical(ObjectNode resource) {
        return new Scene(resource, EnumSet.complementOf(EnumSet.of(Section.MEDICAL)));
    }

    Scene set(String pointer, Object value) {
        JsonNode parent = resource.at(JsonPointer.compile(pointer).head());
        String field = JsonPointer.compile(pointer).last().getMatchingProperty();
        JsonNode node =
                value instanceof BigDecimal number ? resource.numberNode(number) : resource.textNode(value.toString());
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(field), node);
        } else {
            ((ObjectNode) parent).set(field, node);
        }
        return this;
    }

    Scene without(String... fields) {
        resource.remove(List.of(fields));
        return this;
    }

    Scene edit(java.util.function.Consumer<ObjectNode> edit) {
        edit.accept(resource);
        return this;
    }

    Scene in(Section other) {
        section = other;
        return this;
    }

    /** Another entry in the same change. */
    Scene besides(ObjectNode other) {
        besides.add(other);
        return this;
    }

    /** Puts an entry on the card, in place of what it holds under the same name. */
    Scene onCard(ObjectNode other) {
        CardEntry entry = entry(other);
        card.put(entry.at(RealPatient.change(entry.name())));
        return this;
    }

    /** Puts an entry on the card as a later change made it. */
    Scene correctedOnCard(ObjectNode other) {
        CardEntry entry = entry(other);
        card.put(entry.at(RealPatient.change("a later version of " + entry.name())));
        return this;
    }

    Scene uncited() {
        cites = false;
        return this;
    }

    Scene citing(CitedEntry cited) {
        citations.add(cited);
        return this;
    }

    Scene touching(String name, Optional<ChangeId> base) {
        added.put(name, base);
        return this;
    }

    Scene notTouching(String name) {
        untouched.add(name);
        return this;
    }

    String name() {
        return entry(resource).name();
    }

    List<Finding> ask(ReviewRule rule) {
        return rule.check(change(), card).toList();
    }

    Verdict ask(RuleBook book) {
        return book.review(change(), card);
    }

    private ProposedChange change() {
        List<CardEntry> entries = Stream.concat(Stream.of(resource), besides.stream())
                .map(this::proposed)
                .toList();
        List<CitedEntry> cited = new ArrayList<>(citations);
        if (cites) {
            cited.addAll(everyCitation());
        }
        ProposedChange bare = change(entries, Map.of(), cited);
        Map<String, Optional<ChangeId>> touches = new HashMap<>();
        for (CardEntry entry : entries) {
            touches.put(entry.name(), Optional.empty());
            Facts.of(entry, bare).forEach(fact -> touches.put(fact, Optional.empty()));
        }
        touches.putAll(added);
        touches.keySet().removeIf(name -> untouched.stream().anyMatch(name::startsWith));
        return change(entries, touches, cited);
    }

    private ProposedChange change(
            List<CardEntry> entries, Map<String, Optional<ChangeId>> touches, List<CitedEntry> cited) {
        return new ProposedChange(
                new CardId("5a4d1a2c-3f0e-4c9f-9d9e-1f6f2f7f0a11"),
                section,
                new OrganizationId("author"),
                "test",
                entries,
                touches,
                cited);
    }

    /** What the claim needs, cited as the real patient's entries are. */
    private List<CitedEntry> everyCitation() {
        return CareCitations.neededBy(resource)
                .flatMap(found -> RealPatient.resources().stream()
                        .filter(other -> found.reference()
                                .means(
                                        other.path("resourceType").asText(),
                                        other.path("id").asText())))
                .map(EntryIndex::of)
                .map(index -> index.cite(RealPatient.change(index.type() + "/" + index.id())))
                .toList();
    }

    private CardEntry proposed(ObjectNode node) {
        return CardEntry.proposed(node, section);
    }

    private static CardEntry entry(ObjectNode node) {
        return CardEntry.proposed(
                node, SectionTable.r4().sectionOf(node.path("resourceType").asText()));
    }
}
