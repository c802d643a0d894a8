package health.countersign.member.store;

import health.countersign.domain.Event.BatchDrafted;
import health.countersign.domain.EventTree;
import java.util.List;

/** Drafts of batches that wait until this organization has applied what they continue; a few for each lane. */
public final class EarlyDrafts {
    private static final int MOST = 8;

    private final Session session;

    public EarlyDrafts(Session session) {
        this.session = session;
    }

    /** Keeps a draft; of too many the furthest ahead is dropped. */
    public void add(BatchDrafted drafted) {
        int lane = drafted.batch().lane();
        session.update(
                "INSERT INTO early_drafts (lane, message, seq, event) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                lane,
                drafted.batch().message().hex(),
                drafted.batch().seq(),
                StoredTree.bytes(EventTree.of(drafted)));
        session.update(
                "DELETE FROM early_drafts WHERE lane = ? AND message NOT IN"
                        + " (SELECT message FROM early_drafts WHERE lane = ? ORDER BY seq LIMIT ?)",
                lane,
                lane,
                MOST);
    }

    /** The drafts that could be next. */
    public List<BatchDrafted> at(int lane, long seq) {
        return session.list(
                "SELECT event FROM early_drafts WHERE lane = ? AND seq = ?",
                row -> (BatchDrafted) EventTree.read(StoredTree.read(row.getBytes(1))),
                lane,
                seq);
    }

    /** Forgets what is judged or too late. */
    public void removeUpTo(int lane, long seq) {
        session.update("DELETE FROM early_drafts WHERE lane = ? AND seq <= ?", lane, seq);
    }
}
