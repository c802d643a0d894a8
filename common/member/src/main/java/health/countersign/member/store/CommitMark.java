package health.countersign.member.store;

import java.util.UUID;

/**
 * What a writer leaves in each of its transactions, so that it can find out which was committed when the answer to its
 * COMMIT did not come. A process that is killed leaves one row behind.
 */
final class CommitMark {
    private final String name = "writer " + UUID.randomUUID();
    private long transactions;

    /** The last statement of a transaction. */
    void leave(Session writer) {
        transactions++;
        writer.update(
                "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                String.valueOf(transactions));
    }

    /** Whether the last transaction is in the store; asked when it cannot be under way any more. */
    boolean isThere(Session session) {
        return session.exists("SELECT 1 FROM meta WHERE name = ? AND value = ?", name, String.valueOf(transactions));
    }

    /** Nothing will be asked any more. */
    void remove(Session writer) {
        writer.update("DELETE FROM meta WHERE name = ?", name);
    }
}
