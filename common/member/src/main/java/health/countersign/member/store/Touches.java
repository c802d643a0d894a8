package health.countersign.member.store;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Header;
import health.countersign.domain.Proposal;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which change made the current version of what, and which proposals would make the next. */
public final class Touches {
    private record Pending(ChangeId change, String base) {}

    private final Session session;

    public Touches(Session session) {
        this.session = session;
    }

    /** The committed version. */
    public Optional<ChangeId> current(CardId card, TouchKey key) {
        return session.one(
                "SELECT change_id FROM current_touches WHERE card = ? AND touch = ?",
                row -> new ChangeId(row.getString(1)),
                card.value(),
                key.hex());
    }

    /**
     * The version that a new change should build on: from the committed one along the proposals that came first on
     * each base.
     */
    public Optional<ChangeId> latest(CardId card, TouchKey key) {
        Optional<ChangeId> latest = current(card, key);
        List<Pending> pending = session.list(
                "SELECT change_id, base FROM pending_touches WHERE card = ? AND touch = ? ORDER BY ord",
                row -> new Pending(new ChangeId(row.getString(1)), row.getString(2)),
                card.value(),
                key.hex());
        for (Optional<ChangeId> next = after(latest, pending); next.isPresent(); next = after(latest, pending)) {
            latest = next;
        }
        return latest;
    }

    /** Whether an open proposal of this id touches this key. */
    public boolean pending(CardId card, TouchKey key, ChangeId change) {
        return session.exists(
                "SELECT 1 FROM pending_touches WHERE card = ? AND touch = ? AND change_id = ?",
                card.value(),
                key.hex(),
                change.hex());
    }

    void addPending(Proposal proposal, long ord) {
        Header header = proposal.header();
        for (Touch touch : header.touches()) {
            session.update(
                    "INSERT INTO pending_touches (card, touch, change_id, base, ord) VALUES (?, ?, ?, ?, ?)",
                    header.card().value(),
                    touch.key().hex(),
                    proposal.id().hex(),
                    touch.base().map(ChangeId::hex).orElse(null),
                    ord);
        }
    }

    void removePending(ChangeId change) {
        session.update(
                "DELETE FROM pending_touches WHERE change_id = ? AND card ="
                        + " (SELECT card FROM proposals WHERE change_id = ?)",
                change.hex(),
                change.hex());
    }

    /** The change is committed: what it touches has its version now. */
    public void commit(Proposal proposal) {
        Header header = proposal.header();
        for (Touch touch : header.touches()) {
            session.update(
                    "INSERT INTO current_touches (card, touch, change_id) VALUES (?, ?, ?)"
                            + " ON CONFLICT (card, touch) DO UPDATE SET change_id = excluded.change_id",
                    header.card().value(),
                    touch.key().hex(),
                    proposal.id().hex());
            session.update(
                    "DELETE FROM pending_touches WHERE card = ? AND touch = ? AND change_id = ?",
                    header.card().value(),
                    touch.key().hex(),
                    proposal.id().hex());
        }
    }

    private static Optional<ChangeId> after(Optional<ChangeId> version, List<Pending> pending) {
        String base = version.map(ChangeId::hex).orElse(null);
        return pending.stream()
                .filter(each -> Objects.equals(each.base(), base))
                .findFirst()
                .map(Pending::change);
    }
}
