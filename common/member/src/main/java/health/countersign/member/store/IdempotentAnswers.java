package health.countersign.member.store;

import health.countersign.domain.Bytes;
import health.countersign.domain.ChangeId;
import java.util.Optional;

/** What callers asked for under an {@code Idempotency-Key}, and what they were answered. */
public final class IdempotentAnswers {
    private final Session session;

    public IdempotentAnswers(Session session) {
        this.session = session;
    }

    /** Whose key. */
    public record Key(String organization, String subject, String value) {}

    /**
     * A request and its answer.
     *
     * @param digest of the request
     * @param answer in a form of the caller's choice
     */
    public record Given(String digest, ChangeId change, Bytes answer) {}

    public Optional<Given> find(Key key) {
        return session.one(
                "SELECT digest, change_id, answer FROM idempotency WHERE organization = ? AND subject = ? AND key = ?",
                row -> new Given(row.getString(1), new ChangeId(row.getString(2)), Bytes.of(row.getBytes(3))),
                key.organization(),
                key.subject(),
                key.value());
    }

    /** Remembers an answer, and forgets those from before {@code forget}; times are epoch milliseconds. */
    public void add(Key key, Given given, long now, long forget) {
        session.update("DELETE FROM idempotency WHERE at < ?", forget);
        session.update(
                "INSERT INTO idempotency (organization, subject, key, digest, change_id, answer, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                key.organization(),
                key.subject(),
                key.value(),
                given.digest(),
                given.change().hex(),
                given.answer().array(),
                now);
    }
}
