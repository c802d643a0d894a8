package health.countersign.member.review;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A change as its reviewers read it: decrypted, bound to its header, its citations verified.
 *
 * @param touches every name that the header touches ({@code Observation/123}, {@code paid|Claim/9}) with its base,
 *     empty for a new one; the caller has checked that these are the keys of the header, all of them and no others
 * @param citations only those that were verified against the ledger
 */
public record ProposedChange(
        CardId card,
        Section section,
        OrganizationId author,
        String reason,
        List<CardEntry> entries,
        Map<String, Optional<ChangeId>> touches,
        List<CitedEntry> citations) {

    public ProposedChange {
        entries = List.copyOf(entries);
        touches = Map.copyOf(touches);
        citations = List.copyOf(citations);
    }

    /** The citation of the entry that a reference within the card means. */
    public Optional<CitedEntry> cited(FhirReference reference) {
        return citations.stream()
                .filter(cited -> reference.means(cited.type(), cited.id()))
                .findFirst();
    }

    /** The entry that a reference means: one of this change itself, or one of the card. */
    public Optional<CardEntry> resolve(FhirReference reference, CardState card) {
        return entries.stream()
                .filter(entry -> reference.means(entry.type(), entry.id()))
                .findFirst()
                .or(() -> card.find(reference));
    }

    /** The base that the author names for something it touches; empty if it is new or not touched. */
    public Optional<ChangeId> base(String name) {
        return touches.getOrDefault(name, Optional.empty());
    }

    /** The type behind a reference: what it says itself, or what its target is known to be. */
    public Optional<String> typeOf(FhirReference reference) {
        return reference
                .type()
                .or(() -> cited(reference).map(CitedEntry::type))
                .or(() -> entries.stream()
                        .filter(entry -> reference.means(entry.type(), entry.id()))
                        .map(CardEntry::type)
                        .findFirst());
    }
}
