package health.countersign.member.http;

import health.countersign.domain.Bytes;
import health.countersign.domain.ChangeId;
import health.countersign.member.own.Work;
import health.countersign.member.store.IdempotentAnswers;
import health.countersign.member.store.IdempotentAnswers.Given;
import health.countersign.member.store.Outbox;
import health.countersign.member.store.Session;
import health.countersign.platform.http.Answer;
import health.countersign.platform.http.IdempotencyStore;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * Remembers what was submitted under which key, together with the signed proposal itself: after a crash the
 * same request
 * gets the answer to the proposal that is sent again. Lives on one event loop.
 */
final class SubmitIdempotency implements IdempotencyStore {
    private static final Duration KEPT = Duration.ofDays(3);

    private final Work work;
    private final InstantSource clock;
    private final Map<Key, String> running = new HashMap<>();

    SubmitIdempotency(Work work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
    }

    @Override
    public Future<Claim> claim(Key key, String digest) {
        if (running.containsKey(key)) {
            return Future.succeededFuture(
                    running.get(key).equals(digest) ? new Claim.Running() : new Claim.Different());
        }
        running.put(key, digest);
        return work.read(session -> known(session, key, digest))
                .onFailure(failure -> running.remove(key))
                .onSuccess(claim -> {
                    if (!(claim instanceof Claim.Fresh)) {
                        running.remove(key);
                    }
                });
    }

    /** A request whose proposal the log has not shown is still under way, whoever began it. */
    private static Claim known(Session session, Key key, String digest) {
        return new IdempotentAnswers(session)
                .find(stored(key))
                .<Claim>map(given -> {
                    if (!given.digest().equals(digest)) {
                        return new Claim.Different();
                    }
                    return new Outbox(session).holds(given.change())
                            ? new Claim.Running()
                            : new Claim.Answered(answer(given.answer()));
                })
                .orElseGet(Claim.Fresh::new);
    }

    /** Keeps the answer in the work that keeps the proposal; on the store's writer. */
    void keepWith(Session session, Key key, String digest, ChangeId change, Answer answer) {
        long now = clock.millis();
        new IdempotentAnswers(session)
                .add(stored(key), new Given(digest, change, bytes(answer)), now, now - KEPT.toMillis());
    }

    /** The digest of the request that claimed a key. */
    String digest(Key key) {
        return running.get(key);
    }

    @Override
    public Future<Void> keep(Key key, Answer answer) {
        running.remove(key);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> release(Key key) {
        running.remove(key);
        return Future.succeededFuture();
    }

    private static IdempotentAnswers.Key stored(Key key) {
        return new IdempotentAnswers.Key(key.organization().value(), key.subject(), key.value());
    }

    private static Bytes bytes(Answer answer) {
        return Bytes.of(new JsonObject()
                .put("status", answer.status())
                .put("headers", new JsonObject(new HashMap<>(answer.headers())))
                .put("body", answer.body().getBytes())
                .toBuffer()
                .getBytes());
    }

    private static Answer answer(Bytes bytes) {
        JsonObject json = new JsonObject(Buffer.buffer(bytes.array()));
        Map<String, String> headers = new HashMap<>();
        json.getJsonObject("headers").forEach(header -> headers.put(header.getKey(), (String) header.getValue()));
        return new Answer(json.getInteger("status"), headers, Buffer.buffer(json.getBinary("body")));
    }
}
