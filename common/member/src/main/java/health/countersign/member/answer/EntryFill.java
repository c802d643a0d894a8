package health.countersign.member.answer;

import health.countersign.domain.Bytes;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Header;
import health.countersign.domain.Proposal;
import health.countersign.member.keys.SectionKeys;
import health.countersign.member.own.Self;
import health.countersign.member.store.ContentState;
import health.countersign.member.store.Entries;
import health.countersign.member.store.Entries.Stored;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.SectionKeyTable;
import health.countersign.member.store.Session;
import health.countersign.member.store.StoredProposal;
import health.countersign.member.store.Touches;
import java.util.List;
import java.util.Optional;

/** Brings the content of committed changes onto the card, whenever it is there. */
public final class EntryFill {
    private final Self self;
    private final Session session;

    public EntryFill(Self self, Session session) {
        this.self = self;
        this.session = session;
    }

    /** Makes those entries of a committed change the card's current ones that no later change has replaced. */
    public void fill(Proposal proposal) {
        keys(proposal.header()).ifPresent(keys -> commit(proposal, entries(proposal), keys));
    }

    private List<Stored> entries(Proposal proposal) {
        List<Stored> known = new Entries(session).of(proposal.id());
        if (!known.isEmpty()) {
            return known;
        }
        Proposals proposals = new Proposals(session);
        Optional<Bytes> ciphertext = proposals.find(proposal.id()).flatMap(StoredProposal::ciphertext);
        Reading reading = new ContentReader(self, session).read(proposal.header(), ciphertext);
        if (reading instanceof Reading.Opened opened) {
            new Entries(session).add(proposal, opened.content());
            proposals.content(proposal.id(), ContentState.OPEN);
        } else if (reading instanceof Reading.Damaged) {
            proposals.content(proposal.id(), ContentState.DAMAGED);
        }
        return new Entries(session).of(proposal.id());
    }

    private Optional<SectionKeys> keys(Header header) {
        return new SectionKeyTable(session)
                .find(header.card(), header.section(), header.content().key())
                .map(SectionKeyTable.Brought::keys);
    }

    private void commit(Proposal proposal, List<Stored> entries, SectionKeys keys) {
        Touches touches = new Touches(session);
        for (Stored entry : entries) {
            Optional<ChangeId> current = touches.current(proposal.header().card(), keys.touch(entry.name()));
            if (current.equals(Optional.of(proposal.id()))) {
                new Entries(session).commit(proposal.header().card(), entry);
            }
        }
    }
}
