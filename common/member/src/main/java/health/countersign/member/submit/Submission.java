package health.countersign.member.submit;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Citation;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import health.countersign.member.content.Content;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a caller wants changed.
 *
 * @param opens the parties of the card, if the change opens it
 * @param facts touched beside those that follow from the entries
 * @param bases versions that the caller saw, by name; empty means that the caller saw none
 * @param requires changes that the caller knows to be required, beside those that follow from references
 */
public record Submission(
        CardId card,
        Optional<Parties> opens,
        Section section,
        String reason,
        List<Content.Entry> entries,
        Set<String> facts,
        List<Citation> citations,
        Map<String, Optional<ChangeId>> bases,
        Set<ChangeId> requires,
        Duration deadline) {
    /** Answers count that long, at most. */
    public static final Duration LONGEST = Duration.ofDays(30);

    public Submission {
        entries = List.copyOf(entries);
        facts = Set.copyOf(facts);
        citations = List.copyOf(citations);
        bases = Map.copyOf(bases);
        requires = Set.copyOf(requires);
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a deadline is up to 30 days ahead");
        }
    }
}
