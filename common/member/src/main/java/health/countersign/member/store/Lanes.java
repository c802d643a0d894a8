package health.countersign.member.store;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.LaneState;
import health.countersign.domain.Parties;
import health.countersign.domain.TouchKey;
import java.util.Optional;

/** How far each lane is applied. */
public final class Lanes {
    private final Session session;

    public Lanes(Session session) {
        this.session = session;
    }

    /** The last transaction of a lane that is applied. */
    public record Head(String transaction, long seq, long height) {}

    public Optional<Head> head(int lane) {
        return session.one(
                "SELECT head, seq, height FROM lanes WHERE lane = ?",
                row -> new Head(row.getString(1), row.getLong(2), row.getLong(3)),
                lane);
    }

    /** The lane goes on; one that goes on from elsewhere fails. */
    public void advance(int lane, Head from, Head to) {
        int moved = session.update(
                "UPDATE lanes SET head = ?, seq = ?, height = ? WHERE lane = ? AND head = ?",
                to.transaction(),
                to.seq(),
                to.height(),
                lane,
                from.transaction());
        if (moved != 1) {
            throw new IllegalStateException("lane " + lane + " is applied from another head");
        }
    }

    public void begin(int lane, Head genesis) {
        session.update(
                "INSERT INTO lanes (lane, head, seq, height) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                lane,
                genesis.transaction(),
                genesis.seq(),
                genesis.height());
    }

    /** What is applied of a lane, as long as the session shows this state. */
    public LaneState state(int lane) {
        return new Applied(session, lane, head(lane).orElseThrow());
    }

    private record Applied(Session session, int lane, Head applied) implements LaneState {
        @Override
        public String head() {
            return applied.transaction();
        }

        @Override
        public long seq() {
            return applied.seq();
        }

        @Override
        public boolean committed(ChangeId change) {
            return new Changes(session).committed(change);
        }

        @Override
        public Optional<ChangeId> current(CardId card, TouchKey key) {
            return new Touches(session).current(card, key);
        }

        @Override
        public Optional<Parties> parties(CardId card) {
            return new Cards(session).parties(card);
        }
    }
}
