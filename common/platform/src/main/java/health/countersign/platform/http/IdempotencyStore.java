package health.countersign.platform.http;

import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;

/** Remembers, for 72 hours, what was asked under an {@code Idempotency-Key} and what was answered. */
public interface IdempotencyStore {
    /**
     * Whose key it is.
     *
     * @param subject who of the organization sent it
     */
    record Key(OrganizationId organization, String subject, String value) {}

    /** What the store knows of a key. */
    sealed interface Claim {
        /** Nobody used it: the request is this caller's to do, and no other gets this answer until it is released. */
        record Fresh() implements Claim {}

        /** The same request is under way. */
        record Running() implements Claim {}

        /** The same request was answered. */
        record Answered(Answer answer) implements Claim {}

        /** Another request was made under this key. */
        record Different() implements Claim {}
    }

    /**
     * Claims a key for a request, atomically. A claim that was neither kept nor released, because its process died, is
     * fresh again after a minute.
     *
     * @param digest SHA-256 of the request, lower-case hex
     */
    Future<Claim> claim(Key key, String digest);

    /** Keeps the answer to a claimed request. */
    Future<Void> keep(Key key, Answer answer);

    /** Gives the key back: the request failed, and may be sent again. */
    Future<Void> release(Key key);
}
