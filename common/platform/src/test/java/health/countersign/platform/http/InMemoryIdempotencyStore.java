package health.countersign.platform.http;

import io.vertx.core.Future;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers until it is forgotten itself. */
final class InMemoryIdempotencyStore implements IdempotencyStore {
    private record Entry(String digest, Optional<Answer> answer) {}

    private final Map<Key, Entry> entries = new ConcurrentHashMap<>();

    @Override
    public Future<Claim> claim(Key key, String digest) {
        Entry before = entries.putIfAbsent(key, new Entry(digest, Optional.empty()));
        if (before == null) {
            return Future.succeededFuture(new Claim.Fresh());
        }
        if (!before.digest().equals(digest)) {
            return Future.succeededFuture(new Claim.Different());
        }
        return Future.succeededFuture(
                before.answer().<Claim>map(Claim.Answered::new).orElseGet(Claim.Running::new));
    }

    @Override
    public Future<Void> keep(Key key, Answer answer) {
        entries.computeIfPresent(key, (same, entry) -> new Entry(entry.digest(), Optional.of(answer)));
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> release(Key key) {
        entries.remove(key);
        return Future.succeededFuture();
    }
}
