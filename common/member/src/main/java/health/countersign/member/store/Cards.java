package health.countersign.member.store;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Parties;
import health.countersign.domain.Proposal;
import health.countersign.domain.TouchKey;
import java.util.List;
import java.util.Optional;

/** Open cards and their parties. */
public final class Cards {
    private final Session session;

    public Cards(Session session) {
        this.session = session;
    }

    /** The parties of a card that the ledger has open. */
    public Optional<Parties> parties(CardId card) {
        return session.one(
                "SELECT parties FROM cards WHERE card = ?", row -> StoredTree.parties(row.getBytes(1)), card.value());
    }

    /** The parties of a card that is open, or that a proposal would open. */
    public Optional<Parties> partiesSoon(CardId card) {
        return parties(card)
                .or(() -> opening(card).map(proposal -> proposal.header().parties()));
    }

    /** The first open proposal that would open the card. */
    private Optional<StoredProposal> opening(CardId card) {
        return new Touches(session)
                .latest(card, TouchKey.structural(card, TouchKey.CARD))
                .flatMap(new Proposals(session)::find);
    }

    public void open(Proposal opening) {
        session.update(
                "INSERT INTO cards (card, change_id, parties) VALUES (?, ?, ?)",
                opening.header().card().value(),
                opening.id().hex(),
                StoredTree.bytes(opening.header().parties()));
    }

    /** Open cards after this one, in the order of their ids. */
    public List<CardId> page(Optional<CardId> after, int limit) {
        return session.list(
                "SELECT card FROM cards WHERE card > ? ORDER BY card LIMIT ?",
                row -> new CardId(row.getString(1)),
                after.map(CardId::value).orElse(""),
                limit);
    }

    /** The change that opened a card. */
    public Optional<ChangeId> openedBy(CardId card) {
        return session.one(
                "SELECT change_id FROM cards WHERE card = ?", row -> new ChangeId(row.getString(1)), card.value());
    }
}
