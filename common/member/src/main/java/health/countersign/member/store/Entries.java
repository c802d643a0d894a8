package health.countersign.member.store;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Header;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.member.content.Content;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The entries of cards, every version of each, as far as this organization reads them. */
public final class Entries {
    private static final String COLUMNS = "e.change_id, e.place, e.section, e.type, e.id, e.body";
    private static final String CURRENT = "SELECT " + COLUMNS + " FROM current_entries c JOIN entries e"
            + " ON e.change_id = c.change_id AND e.place = c.place WHERE c.card = ?";
    private static final String PROPOSED = "SELECT " + COLUMNS + " FROM entries e JOIN proposals p"
            + " ON p.change_id = e.change_id WHERE e.card = ? AND p.state IN (?, 'pending', 'endorsed')";

    private final Session session;

    public Entries(Session session) {
        this.session = session;
    }

    /** One version of an entry. */
    public record Stored(ChangeId change, int place, Section section, String type, String id, Bytes body) {
        public String name() {
            return type + "/" + id;
        }
    }

    /** Keeps what a change says, once. */
    public void add(Proposal proposal, Content content) {
        Header header = proposal.header();
        for (int place = 0; place < content.entries().size(); place++) {
            Content.Entry entry = content.entries().get(place);
            session.update(
                    "INSERT INTO entries (change_id, place, card, section, type, id, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
                            + " ON CONFLICT DO NOTHING",
                    proposal.id().hex(),
                    place,
                    header.card().value(),
                    header.section().wire(),
                    entry.type(),
                    entry.id(),
                    entry.body().array());
        }
    }

    /** What a change says; nothing if this organization cannot read it. */
    public List<Stored> of(ChangeId change) {
        return session.list(
                "SELECT " + COLUMNS + " FROM entries e WHERE e.change_id = ? ORDER BY e.place",
                Entries::row,
                change.hex());
    }

    /** The committed version of the entry that this is a newer version of becomes this one. */
    public void commit(CardId card, Stored entry) {
        session.update(
                "INSERT INTO current_entries (card, type, id, section, change_id, place) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (card, type, id) DO UPDATE SET"
                        + " section = excluded.section, change_id = excluded.change_id, place = excluded.place",
                card.value(),
                entry.type(),
                entry.id(),
                entry.section().wire(),
                entry.change().hex(),
                entry.place());
    }

    /** The committed entries of a card. */
    public List<Stored> current(CardId card) {
        return session.list(CURRENT + " ORDER BY c.section, c.type, c.id", Entries::row, card.value());
    }

    public List<Stored> current(CardId card, String type) {
        return session.list(CURRENT + " AND c.type = ?", Entries::row, card.value(), type);
    }

    /** The committed entry with this id; a type narrows it. */
    public Optional<Stored> current(CardId card, Optional<String> type, String id) {
        return type.isPresent()
                ? session.one(CURRENT + " AND c.type = ? AND c.id = ?", Entries::row, card.value(), type.get(), id)
                : session.one(
                        "SELECT " + COLUMNS + " FROM entries e JOIN current_entries c ON c.card = e.card"
                                + " AND c.type = e.type AND c.id = e.id AND c.change_id = e.change_id"
                                + " WHERE e.card = ? AND e.id = ?",
                        Entries::row,
                        card.value(),
                        id);
    }

    /**
     * Versions that open proposals would make, oldest first.
     *
     * @param own whether proposals count that this organization signed and the log has not shown yet
     */
    public List<Stored> proposed(CardId card, String type, boolean own) {
        return session.list(
                PROPOSED + " AND e.type = ? ORDER BY p.ord", Entries::row, card.value(), submitted(own), type);
    }

    /** Versions of the entries with this id that open proposals would make, oldest first. */
    public List<Stored> proposed(CardId card, Optional<String> type, String id, boolean own) {
        return session
                .list(PROPOSED + " AND e.id = ? ORDER BY p.ord", Entries::row, card.value(), submitted(own), id)
                .stream()
                .filter(entry -> type.map(entry.type()::equals).orElse(true))
                .toList();
    }

    private static String submitted(boolean own) {
        return own ? ProposalState.SUBMITTED.wire() : ProposalState.PENDING.wire();
    }

    private static Stored row(ResultSet row) throws SQLException {
        return new Stored(
                new ChangeId(row.getString(1)),
                row.getInt(2),
                Section.of(row.getString(3)),
                row.getString(4),
                row.getString(5),
                Bytes.of(row.getBytes(6)));
    }
}
