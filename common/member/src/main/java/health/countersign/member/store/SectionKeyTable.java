package health.countersign.member.store;

import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.KeyId;
import health.countersign.domain.Section;
import health.countersign.member.keys.SectionKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The keys of sections that this organization reads. */
public final class SectionKeyTable {
    private static final String SELECT = "SELECT change_id, index_key, section_key FROM section_keys ";

    private final Session session;

    public SectionKeyTable(Session session) {
        this.session = session;
    }

    /** Keys, and the change that brought them. */
    public record Brought(ChangeId change, SectionKeys keys) {}

    /** The keys to which this section key belongs. */
    public Optional<Brought> find(CardId card, Section section, KeyId key) {
        return session.one(
                SELECT + "WHERE card = ? AND section = ? AND key_id = ?",
                SectionKeyTable::row,
                card.value(),
                section.wire(),
                key.hex());
    }

    /** The keys that this change brought. */
    public Optional<Brought> of(CardId card, Section section, ChangeId change) {
        return session.one(
                SELECT + "WHERE card = ? AND section = ? AND change_id = ?",
                SectionKeyTable::row,
                card.value(),
                section.wire(),
                change.hex());
    }

    public void add(CardId card, Section section, Brought brought) {
        SectionKeys keys = brought.keys();
        session.update(
                "INSERT INTO section_keys (card, section, key_id, change_id, index_key, section_key)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                card.value(),
                section.wire(),
                keys.sectionKeyId().hex(),
                brought.change().hex(),
                keys.index().array(),
                keys.section().array());
    }

    private static Brought row(ResultSet row) throws SQLException {
        return new Brought(
                new ChangeId(row.getString(1)), new SectionKeys(Bytes.of(row.getBytes(2)), Bytes.of(row.getBytes(3))));
    }
}
