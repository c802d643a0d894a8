package health.countersign.member.store;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.OrganizationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The changes on the ledger that stand, and what else the ledger holds. */
public final class Changes {
    private static final String SELECT = "SELECT evidence, lane, seq, transaction_id, height, place FROM changes ";

    private final Session session;

    public Changes(Session session) {
        this.session = session;
    }

    /**
     * Something on the ledger that does not stand.
     *
     * @param change which change; empty if the transaction as a whole does not stand
     * @param code a stable code
     */
    public record Fault(LedgerPosition position, int place, Optional<ChangeId> change, String code) {}

    public boolean committed(ChangeId change) {
        return session.exists("SELECT 1 FROM changes WHERE change_id = ?", change.hex());
    }

    public Optional<CommittedChange> find(ChangeId change) {
        return session.one(SELECT + "WHERE change_id = ?", Changes::row, change.hex());
    }

    /** The history of a card, in the order of its lane. */
    public List<CommittedChange> ofCard(CardId card) {
        return session.list(SELECT + "WHERE card = ? ORDER BY seq, place", Changes::row, card.value());
    }

    /** Committed changes of a card whose content should be here and is not, or is not what they commit to. */
    public List<ChangeId> unopened(CardId card) {
        return session.list(
                "SELECT c.change_id FROM changes c LEFT JOIN proposals p ON p.change_id = c.change_id"
                        + " WHERE c.card = ? AND COALESCE(p.content, 'unavailable')"
                        + " IN ('unavailable', 'waiting', 'damaged') ORDER BY c.seq, c.place",
                row -> new ChangeId(row.getString(1)),
                card.value());
    }

    public void add(CommittedChange change) {
        LedgerPosition position = change.position();
        session.update(
                "INSERT INTO changes (change_id, card, lane, seq, place, transaction_id, height, evidence)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                change.evidence().id().hex(),
                change.evidence().header().card().value(),
                position.lane(),
                position.seq(),
                change.place(),
                position.transaction(),
                position.height(),
                StoredTree.bytes(change.evidence().tree()));
    }

    /** A transaction that is applied, and whose seals are in it. */
    public void addTransaction(LedgerPosition position, Collection<OrganizationId> sealedBy) {
        session.update(
                "INSERT INTO transactions (transaction_id, lane, seq, height, sealed_by) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING",
                position.transaction(),
                position.lane(),
                position.seq(),
                position.height(),
                StoredTree.bytes(
                        sealedBy.stream().map(OrganizationId::value).sorted().toList()));
    }

    /** Whether a transaction is applied, whatever of it stands. */
    public boolean applied(String transaction) {
        return session.exists("SELECT 1 FROM transactions WHERE transaction_id = ?", transaction);
    }

    public List<String> sealedBy(String transaction) {
        return session.one(
                        "SELECT sealed_by FROM transactions WHERE transaction_id = ?",
                        row -> ((List<?>) StoredTree.read(row.getBytes(1)))
                                .stream().map(String.class::cast).toList(),
                        transaction)
                .orElse(List.of());
    }

    public void addFault(Fault fault, Optional<CardId> card) {
        LedgerPosition position = fault.position();
        session.update(
                "INSERT INTO faults (lane, transaction_id, place, seq, change_id, card, code)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                position.lane(),
                position.transaction(),
                fault.place(),
                position.seq(),
                fault.change().map(ChangeId::hex).orElse(null),
                card.map(CardId::value).orElse(null),
                fault.code());
    }

    /** What the ledger says of a card and we do not believe. */
    public List<Fault> faults(CardId card) {
        return session.list(
                "SELECT lane, seq, transaction_id, place, change_id, code FROM faults WHERE card = ?"
                        + " ORDER BY seq, place",
                row -> new Fault(
                        new LedgerPosition(row.getInt(1), row.getLong(2), row.getString(3), 0),
                        row.getInt(4),
                        Optional.ofNullable(row.getString(5)).map(ChangeId::new),
                        row.getString(6)),
                card.value());
    }

    private static CommittedChange row(ResultSet row) throws SQLException {
        return new CommittedChange(
                EndorsedChange.of(StoredTree.read(row.getBytes(1))),
                new LedgerPosition(row.getInt(2), row.getLong(3), row.getString(4), row.getLong(5)),
                row.getInt(6));
    }
}
