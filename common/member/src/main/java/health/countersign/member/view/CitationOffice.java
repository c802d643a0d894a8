package health.countersign.member.view;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Citation;
import health.countersign.domain.LeafField;
import health.countersign.domain.OrganizationId;
import health.countersign.member.answer.ContentReader;
import health.countersign.member.answer.Reading;
import health.countersign.member.content.ContentLeaves;
import health.countersign.member.own.Self;
import health.countersign.member.review.FhirReference;
import health.countersign.member.store.Cards;
import health.countersign.member.store.Changes;
import health.countersign.member.store.Entries;
import health.countersign.member.store.Entries.Stored;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.Session;
import health.countersign.member.store.StoredProposal;
import health.countersign.platform.http.Problem;
import health.countersign.platform.http.Problems;
import java.util.List;
import java.util.Set;

/** Opens leaves of confirmed changes for the other parties of a card. The whole content is for readers only. */
public final class CitationOffice {
    private final Self self;
    private final Session session;

    public CitationOffice(Self self, Session session) {
        this.self = self;
        this.session = session;
    }

    /** The committed version of the entry that a reference means. */
    public Stored find(CardId card, OrganizationId requester, FhirReference reference) {
        requireParty(card, requester);
        return new Entries(session)
                .current(card, reference.type(), reference.id())
                .orElseThrow(() -> notConfirmed().exception());
    }

    /** The name of an entry of a change, or its index, as its place in the change. */
    public int place(ChangeId change, String entry) {
        List<Stored> entries = new Entries(session).of(change);
        return entries.stream()
                .filter(each -> each.name().equals(entry)
                        || String.valueOf(each.place()).equals(entry))
                .map(Stored::place)
                .findFirst()
                .orElseThrow(() -> Problems.notFound().exception());
    }

    /** Opens these fields of an entry of a confirmed change. */
    public Citation cite(CardId card, OrganizationId requester, ChangeId change, int place, Set<LeafField> fields) {
        requireParty(card, requester);
        StoredProposal proposal = new Proposals(session)
                .find(change)
                .filter(stored -> stored.header().card().equals(card))
                .orElseThrow(() -> Problems.notFound().exception());
        if (!new Changes(session).committed(change)) {
            throw notConfirmed().exception();
        }
        boolean reader = self.document().reads(requester, proposal.header().section());
        if (fields.contains(LeafField.CONTENT) && !reader) {
            throw Problems.forbidden("The whole content is for readers of the section.")
                    .exception();
        }
        Reading reading = new ContentReader(self, session).read(proposal.header(), proposal.ciphertext());
        if (!(reading instanceof Reading.Opened opened)) {
            throw Problems.notFound().exception();
        }
        if (place >= opened.content().entries().size()) {
            throw Problems.notFound().exception();
        }
        return ContentLeaves.of(opened.content(), opened.resources()).cite(change, place, fields);
    }

    /** Parties that are not listed are all members: whoever is no member is no party of any card. */
    private void requireParty(CardId card, OrganizationId requester) {
        boolean party = new Cards(session)
                .parties(card)
                .filter(parties -> parties.include(requester) && parties.include(self.id()))
                .isPresent();
        if (!party || self.document().organization(requester).isEmpty()) {
            throw Problems.notFound().exception();
        }
    }

    private static Problem notConfirmed() {
        return Problem.of(
                        409,
                        "not-confirmed",
                        "Not confirmed",
                        "Only what the ledger confirms can be cited, and this is not, or not yet.")
                .retry();
    }
}
