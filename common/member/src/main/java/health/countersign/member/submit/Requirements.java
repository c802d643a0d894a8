package health.countersign.member.submit;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Citation;
import health.countersign.domain.LeafField;
import health.countersign.domain.Section;
import health.countersign.member.answer.StoredCard;
import health.countersign.member.own.Self;
import health.countersign.member.review.FhirReference;
import health.countersign.member.review.FoundReference;
import health.countersign.member.review.SectionTable;
import health.countersign.member.store.Changes;
import health.countersign.member.store.Entries.Stored;
import health.countersign.member.store.Session;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the changes that a submission builds on or refers to. */
final class Requirements {
    private final Self self;
    private final Changes changes;
    private final StoredCard card;
    private final Submission submission;

    Requirements(Self self, Session session, StoredCard card, Submission submission) {
        this.self = self;
        this.changes = new Changes(session);
        this.card = card;
        this.submission = submission;
    }

    /**
     * The requirements, from what the caller says, cites and refers to. What is said or cited is required even if it
     * is committed here: a reviewer's ledger may not show that yet. What is referred to, reviewers find in the log.
     *
     * @throws NotYetException if it refers to something of this organization's sections that is not there
     */
    Set<ChangeId> of(List<JsonNode> resources) {
        Set<ChangeId> needed = new HashSet<>();
        for (int i = 0; i < resources.size(); i++) {
            String pointer = "/entries/" + i;
            FoundReference.in(resources.get(i))
                    .filter(found -> found.reference().isLocal() && !inside(found.reference()))
                    .forEach(found -> require(found, pointer, needed));
        }
        needed.removeIf(changes::committed);
        needed.addAll(submission.requires());
        submission.citations().forEach(citation -> needed.add(citation.change()));
        return needed;
    }

    private void require(FoundReference found, String pointer, Set<ChangeId> needed) {
        Optional<Stored> target = card.stored(found.reference());
        if (target.isPresent()) {
            needed.add(target.get().change());
        } else if (!cited(found.reference()) && mustBeThere(found.reference())) {
            throw NotYetException.requirement(pointer + found.pointer());
        }
    }

    private boolean inside(FhirReference reference) {
        return submission.entries().stream().anyMatch(entry -> reference.means(entry.type(), entry.id()));
    }

    private boolean cited(FhirReference reference) {
        for (Citation citation : submission.citations()) {
            boolean shown = citation.opened().stream()
                    .anyMatch(leaf -> citation.value(leaf.entry(), LeafField.ID).equals(Optional.of(reference.id()))
                            && reference
                                    .type()
                                    .equals(reference
                                            .type()
                                            .flatMap(type -> citation.value(leaf.entry(), LeafField.TYPE))));
            if (shown) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the target, if it is on the card, is in a section that this organization reads; directories need
     * not be.
     */
    private boolean mustBeThere(FhirReference reference) {
        if (reference.type().isEmpty()) {
            return Set.of(Section.values()).stream().allMatch(self::reads);
        }
        String type = reference.type().get();
        if (!SectionTable.r4().supports(type)) {
            return false;
        }
        Section section = SectionTable.r4().sectionOf(type);
        boolean directory = section == Section.IDENTITY && !type.equals("Patient");
        return !directory && self.reads(section);
    }
}
