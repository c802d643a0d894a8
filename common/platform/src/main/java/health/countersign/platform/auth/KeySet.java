package health.countersign.platform.auth;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The public keys of one issuer, by key id; read again, at most every ten seconds, when an unknown key turns up. */
final class KeySet {
    /** One key and the one algorithm that it is for. */
    record Key(String algorithm, JWTAuth verifier) {}

    private static final Duration LEAST_AGE = Duration.ofSeconds(10);
    private static final Duration MOST_AGE = Duration.ofMinutes(15);

    private final Vertx vertx;
    private final InstantSource clock;
    private final String place;
    private Map<String, Key> keys = Map.of();
    private Instant readAt = Instant.MIN;
    private Future<Void> reading;

    KeySet(Vertx vertx, InstantSource clock, String place) {
        this.vertx = vertx;
        this.clock = clock;
        this.place = place;
    }

    String place() {
        return place;
    }

    /** Reads the keys; fails if they are not there or none of them is for an algorithm that we take. */
    synchronized Future<Void> read() {
        if (reading == null || reading.isComplete()) {
            readAt = clock.instant();
            Future<Buffer> bytes = place.startsWith("http")
                    ? KeyFetch.get(vertx, place)
                    : vertx.fileSystem().readFile(place);
            reading = bytes.map(this::parse).map(found -> {
                replace(found);
                return null;
            });
        }
        return reading;
    }

    /** The key of this id, if the issuer has one. */
    Future<Optional<Key>> find(String id) {
        Optional<Key> known = known(id);
        Duration age = age();
        boolean fresh = known.isPresent() && age.compareTo(MOST_AGE) < 0;
        if (fresh || age.compareTo(LEAST_AGE) < 0) {
            return Future.succeededFuture(known);
        }
        return read().transform(done -> Future.succeededFuture(known(id)));
    }

    private synchronized Optional<Key> known(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    private synchronized Duration age() {
        return readAt.equals(Instant.MIN) ? MOST_AGE : Duration.between(readAt, clock.instant());
    }

    private synchronized void replace(Map<String, Key> found) {
        keys = found;
    }

    private Map<String, Key> parse(Buffer bytes) {
        Map<String, Key> found = new HashMap<>();
        try {
            JsonArray all = new JsonObject(bytes).getJsonArray("keys", new JsonArray());
            for (int i = 0; i < all.size(); i++) {
                JsonObject key = all.getJsonObject(i);
                Algorithm.of(key).ifPresent(algorithm -> found.put(key.getString("kid"), key(key, algorithm)));
            }
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalStateException("the keys in " + place + " are no JWKS", e);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("the keys in " + place + " hold none for ES256 or EdDSA");
        }
        return Map.copyOf(found);
    }

    private Key key(JsonObject jwk, Algorithm algorithm) {
        JsonObject pinned = jwk.copy().put("alg", algorithm.wire());
        // The library judges the signature; times are the authenticator's to judge, by its own clock.
        JWTOptions options = new JWTOptions().setIgnoreExpiration(true);
        return new Key(
                algorithm.wire(),
                JWTAuth.create(vertx, new JWTAuthOptions().addJwk(pinned).setJWTOptions(options)));
    }
}
