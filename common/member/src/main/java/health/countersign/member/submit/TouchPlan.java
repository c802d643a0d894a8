package health.countersign.member.submit;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.LeafField;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import health.countersign.member.answer.StoredCard;
import health.countersign.member.keys.SectionKeys;
import health.countersign.member.review.CardEntry;
import health.countersign.member.review.Facts;
import health.countersign.member.review.FhirReference;
import health.countersign.member.store.Session;
import health.countersign.member.store.Touches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Works out what a submission touches, and on which versions. */
final class TouchPlan {
    private final Session session;
    private final StoredCard card;
    private final Submission submission;

    TouchPlan(Session session, StoredCard card, Submission submission) {
        this.session = session;
        this.card = card;
        this.submission = submission;
    }

    /** The facts that follow from the entries, and those that the caller names. */
    SortedSet<String> facts(List<JsonNode> resources) {
        SortedSet<String> facts = new TreeSet<>(submission.facts());
        resources.forEach(resource -> facts.addAll(Facts.of(resource, this::typeOf)));
        return facts;
    }

    /** What is touched under the section's keys: on the version that the caller saw, else on the latest there is. */
    List<Touch> touches(SectionKeys keys, Set<String> facts, List<String> structural) {
        List<Touch> touches = new ArrayList<>();
        CardId id = submission.card();
        submission.entries().forEach(entry -> touches.add(touch(keys.touch(entry.name()), entry.name())));
        facts.forEach(fact -> touches.add(touch(keys.touch(fact), fact)));
        structural.forEach(name -> touches.add(new Touch(TouchKey.structural(id, name), Optional.empty())));
        touches.sort(Comparator.comparing(Touch::key));
        return touches;
    }

    private Touch touch(TouchKey key, String name) {
        Optional<ChangeId> pinned = submission.bases().get(name);
        return pinned == null
                ? new Touch(key, new Touches(session).latest(submission.card(), key))
                : new Touch(key, pinned);
    }

    private Optional<String> typeOf(FhirReference reference) {
        Optional<String> inside = submission.entries().stream()
                .filter(entry -> reference.means(entry.type(), entry.id()))
                .map(entry -> entry.type())
                .findFirst();
        return reference
                .type()
                .or(() -> inside)
                .or(() -> cited(reference))
                .or(() -> card.find(reference).map(CardEntry::type));
    }

    private Optional<String> cited(FhirReference reference) {
        return submission.citations().stream()
                .flatMap(citation -> citation.opened().stream()
                        .filter(leaf ->
                                citation.value(leaf.entry(), LeafField.ID).equals(Optional.of(reference.id())))
                        .map(leaf -> citation.value(leaf.entry(), LeafField.TYPE))
                        .flatMap(Optional::stream))
                .findFirst();
    }
}
