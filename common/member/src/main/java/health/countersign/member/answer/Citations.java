package health.countersign.member.answer;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Citation;
import health.countersign.domain.Finding;
import health.countersign.domain.Header;
import health.countersign.domain.LeafField;
import health.countersign.member.review.CitedEntry;
import health.countersign.member.store.Changes;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks citations against what the ledger, or the log before the change, commits to. */
final class Citations {
    private final Session session;

    Citations(Session session) {
        this.session = session;
    }

    /** What the citations of a change truly show. */
    record Checked(List<CitedEntry> entries, List<Finding> findings) {}

    Checked check(Header header, List<Citation> citations) {
        List<CitedEntry> entries = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < citations.size(); i++) {
            Citation citation = citations.get(i);
            Optional<Ground> ground = ground(header, citation);
            String pointer = "/citations/" + i;
            ground.ifPresentOrElse(found -> findings.add(found.at(pointer)), () -> entries.addAll(shown(citation)));
        }
        return new Checked(entries, findings);
    }

    private Optional<Ground> ground(Header header, Citation citation) {
        ChangeId cited = citation.change();
        Optional<Header> committed =
                new Changes(session).find(cited).map(change -> change.evidence().header());
        Optional<Header> source = committed.or(() -> header.needs().contains(cited)
                ? new Proposals(session).find(cited).map(proposal -> proposal.header())
                : Optional.empty());
        if (source.isEmpty()) {
            return Optional.of(Ground.CITATION_UNCONFIRMED);
        }
        boolean fits = source.get().card().equals(header.card())
                && citation.opens(source.get().commitment());
        return fits ? Optional.empty() : Optional.of(Ground.CITATION_FALSE);
    }

    /** The entries of which type and id are opened; what is opened of others shows nothing. */
    private static List<CitedEntry> shown(Citation citation) {
        return citation.opened().stream()
                .map(Citation.Leaf::entry)
                .distinct()
                .flatMap(entry -> shown(citation, entry).stream())
                .toList();
    }

    private static Optional<CitedEntry> shown(Citation citation, int entry) {
        Optional<String> type = citation.value(entry, LeafField.TYPE);
        Optional<String> id = citation.value(entry, LeafField.ID);
        if (type.isEmpty() || id.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CitedEntry(
                citation.change(),
                type.get(),
                id.get(),
                given(citation, entry, LeafField.CODE),
                given(citation, entry, LeafField.PERIOD),
                given(citation, entry, LeafField.ENCOUNTER),
                given(citation, entry, LeafField.PATIENT)));
    }

    private static Optional<String> given(Citation citation, int entry, LeafField field) {
        return citation.value(entry, field).filter(value -> !value.isEmpty());
    }
}
