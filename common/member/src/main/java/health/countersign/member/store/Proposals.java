package health.countersign.member.store;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Event;
import health.countersign.domain.Event.ProposalExpired;
import health.countersign.domain.Event.ProposalRejected;
import health.countersign.domain.EventTree;
import health.countersign.domain.Header;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.domain.Signature;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The proposals of the store. */
public final class Proposals {
    private static final String SELECT = "SELECT ord, state, content, appended, header, signature, ciphertext, outcome,"
            + " replaced_by FROM proposals ";
    private static final String SUMMARY = "SELECT change_id, card, section, author, state FROM proposals ";

    private final Session session;

    public Proposals(Session session) {
        this.session = session;
    }

    public Optional<StoredProposal> find(ChangeId change) {
        return session.one(SELECT + "WHERE change_id = ?", Proposals::row, change.hex());
    }

    public Optional<ProposalState> state(ChangeId change) {
        return session.one(
                "SELECT state FROM proposals WHERE change_id = ?",
                row -> ProposalState.of(row.getString(1)),
                change.hex());
    }

    public Optional<StoredProposal.Summary> summary(ChangeId change) {
        return session.one(SUMMARY + "WHERE change_id = ?", Proposals::summary, change.hex());
    }

    /** The proposals of a card of which nothing became yet, in the order in which they came. */
    public List<StoredProposal.Summary> open(CardId card) {
        return session.list(
                SUMMARY + "WHERE card = ? AND state IN ('submitted', 'pending', 'endorsed') ORDER BY ord",
                Proposals::summary,
                card.value());
    }

    /** Every proposal of a card, in the order in which they came. */
    public List<StoredProposal.Summary> ofCard(CardId card) {
        return session.list(SUMMARY + "WHERE card = ? ORDER BY ord", Proposals::summary, card.value());
    }

    /** Readable proposals whose key has not come yet. */
    public List<ChangeId> waiting(CardId card) {
        return session.list(
                "SELECT change_id FROM proposals WHERE content = 'waiting' AND card = ? ORDER BY ord",
                row -> new ChangeId(row.getString(1)),
                card.value());
    }

    /** Takes in a new proposal and what it touches. */
    public void add(
            Proposal proposal,
            ProposalState state,
            ContentState content,
            Optional<Instant> appended,
            Optional<Bytes> ciphertext) {
        Header header = proposal.header();
        long ord = nextOrd();
        session.update(
                "INSERT INTO proposals (change_id, ord, card, section, author, state, content, appended, header,"
                        + " signature, ciphertext) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                proposal.id().hex(),
                ord,
                header.card().value(),
                header.section().wire(),
                header.author().value(),
                state.wire(),
                content.wire(),
                appended.map(Instant::toEpochMilli).orElse(0L),
                StoredTree.bytes(header.tree()),
                proposal.signature().base64(),
                ciphertext.map(Bytes::array).orElse(null));
        if (!state.isFinal()) {
            new Touches(session).addPending(proposal, ord);
        }
    }

    /** The log shows a proposal that was submitted here. */
    public void logged(ChangeId change, Instant appended) {
        session.update(
                "UPDATE proposals SET state = 'pending', appended = ? WHERE change_id = ? AND state = 'submitted'",
                appended.toEpochMilli(),
                change.hex());
    }

    public void endorsed(ChangeId change) {
        session.update(
                "UPDATE proposals SET state = 'endorsed' WHERE change_id = ? AND state IN ('pending', 'submitted')",
                change.hex());
    }

    /**
     * It will never be committed, says the validator with this event; what the ledger says stands above that. Of a
     * proposal that the log has not shown here it is remembered.
     *
     * @return which one
     */
    public ChangeId ended(Event outcome) {
        ChangeId change = outcome instanceof ProposalRejected rejected
                ? rejected.subject().change()
                : ((ProposalExpired) outcome).subject().change();
        ProposalState state = outcome instanceof ProposalRejected ? ProposalState.REJECTED : ProposalState.EXPIRED;
        byte[] event = StoredTree.bytes(EventTree.of(outcome));
        if (state(change).isEmpty()) {
            session.update(
                    "INSERT INTO early_outcomes (change_id, event) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    change.hex(),
                    event);
            return change;
        }
        int ended = session.update(
                "UPDATE proposals SET state = ?, outcome = ? WHERE change_id = ?"
                        + " AND state IN ('submitted', 'pending', 'endorsed')",
                state.wire(),
                event,
                change.hex());
        if (ended == 1) {
            new Touches(session).removePending(change);
        }
        return change;
    }

    /** What was said of a proposal before it was shown; forgotten by this. */
    public Optional<Event> takeEarlyOutcome(ChangeId change) {
        Optional<Event> early = session.one(
                "SELECT event FROM early_outcomes WHERE change_id = ?",
                row -> EventTree.read(StoredTree.read(row.getBytes(1))),
                change.hex());
        early.ifPresent(event -> session.update("DELETE FROM early_outcomes WHERE change_id = ?", change.hex()));
        return early;
    }

    public void committed(ChangeId change) {
        session.update("UPDATE proposals SET state = 'committed' WHERE change_id = ?", change.hex());
    }

    public void content(ChangeId change, ContentState content) {
        session.update("UPDATE proposals SET content = ? WHERE change_id = ?", content.wire(), change.hex());
    }

    public void replacedBy(ChangeId change, ChangeId replacement) {
        session.update("UPDATE proposals SET replaced_by = ? WHERE change_id = ?", replacement.hex(), change.hex());
    }

    private long nextOrd() {
        return session.one("SELECT MAX(ord) FROM proposals", row -> row.getLong(1))
                        .orElse(0L)
                + 1;
    }

    private static StoredProposal row(ResultSet row) throws SQLException {
        long appended = row.getLong(4);
        return new StoredProposal(
                new Proposal(Header.of(StoredTree.read(row.getBytes(5))), new Signature(row.getString(6))),
                row.getLong(1),
                ProposalState.of(row.getString(2)),
                ContentState.of(row.getString(3)),
                appended == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(appended)),
                Optional.ofNullable(row.getBytes(7)).map(Bytes::of),
                Optional.ofNullable(row.getBytes(8)).map(StoredTree::read).map(EventTree::read),
                Optional.ofNullable(row.getString(9)).map(ChangeId::new));
    }

    private static StoredProposal.Summary summary(ResultSet row) throws SQLException {
        return new StoredProposal.Summary(
                new ChangeId(row.getString(1)),
                new CardId(row.getString(2)),
                Section.of(row.getString(3)),
                new OrganizationId(row.getString(4)),
                ProposalState.of(row.getString(5)));
    }
}
