package health.countersign.platform.auth;

import health.countersign.domain.OrganizationId;
import health.countersign.platform.auth.AuthSettings.Issuer;
import health.countersign.platform.auth.TokenException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.auth.authentication.TokenCredentials;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns bearer tokens (RFC 7519, signed as RFC 7515 has it) into callers. Keys are those of the pinned issuer alone:
 * what a token says about where to find keys is not read. Whatever is in doubt is refused.
 */
public final class Authenticator {
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);
    private static final Duration LEEWAY = Duration.ofSeconds(5);
    private static final int REMEMBERED = 1_000;

    /** An issuer and its keys. */
    private record Pinned(Issuer issuer, KeySet keys) {}

    /** A caller, and until when its token says so. */
    private record Known(Caller caller, Instant expiry) {}

    private final String audience;
    private final InstantSource clock;
    private final Map<String, Pinned> issuers = new HashMap<>();
    private final Map<String, Known> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > REMEMBERED;
        }
    };

    private Authenticator(Vertx vertx, AuthSettings settings, InstantSource clock) {
        this.audience = settings.audience();
        this.clock = clock;
        settings.issuers()
                .values()
                .forEach(issuer ->
                        issuers.put(issuer.issuer(), new Pinned(issuer, new KeySet(vertx, clock, issuer.place()))));
    }

    /** Reads the keys of all issuers; fails if some cannot be read, so that a program does not start half blind. */
    public static Future<Authenticator> open(Vertx vertx, AuthSettings settings, InstantSource clock) {
        Authenticator authenticator = new Authenticator(vertx, settings, clock);
        List<Future<Void>> reads = authenticator.issuers.values().stream()
                .map(pinned -> pinned.keys().read())
                .toList();
        return Future.all(reads).map(authenticator);
    }

    /** The caller that a token proves; fails with {@link TokenException} and nothing else. */
    public Future<Caller> authenticate(String token) {
        Optional<Known> known = recall(token);
        if (known.isPresent()) {
            return Future.succeededFuture(known.get().caller());
        }
        return Future.succeededFuture(token)
                .map(Token::parse)
                .compose(parsed -> {
                    Caller caller = caller(parsed);
                    return verify(parsed).map(v -> {
                        remember(token, new Known(caller, parsed.time("exp")));
                        return caller;
                    });
                })
                .recover(failure -> Future.failedFuture(
                        failure instanceof TokenException ? failure : new TokenException(Reason.SIGNATURE)));
    }

    private Future<Void> verify(Token token) {
        String algorithm = token.algorithm();
        return issuer(token).keys().find(token.keyId()).compose(found -> {
            KeySet.Key key = found.orElseThrow(() -> new TokenException(Reason.UNKNOWN_KEY));
            if (!key.algorithm().equals(algorithm)) {
                throw new TokenException(Reason.ALGORITHM);
            }
            return key.verifier()
                    .authenticate(new TokenCredentials(token.text()))
                    .mapEmpty();
        });
    }

    private Caller caller(Token token) {
        Instant now = clock.instant();
        Instant expiry = token.time("exp");
        Instant issued = token.time("iat");
        require(token.isFor(audience), Reason.AUDIENCE);
        require(now.isBefore(expiry), Reason.EXPIRED);
        require(!issued.isAfter(now.plus(LEEWAY)), Reason.NOT_YET);
        require(!token.claims().containsKey("nbf") || !token.time("nbf").isAfter(now.plus(LEEWAY)), Reason.NOT_YET);
        require(!expiry.isAfter(issued.plus(LONGEST_LIFE)), Reason.LIVES_TOO_LONG);
        return new Caller(organization(token), token.scopes(), token.claim("sub"));
    }

    private OrganizationId organization(Token token) {
        try {
            OrganizationId organization = new OrganizationId(token.claim("organization"));
            require(issuer(token).issuer().speaksFor(organization), Reason.ORGANIZATION);
            return organization;
        } catch (IllegalArgumentException e) {
            throw new TokenException(Reason.ORGANIZATION);
        }
    }

    private Pinned issuer(Token token) {
        Pinned pinned = issuers.get(token.claim("iss"));
        require(pinned != null, Reason.UNKNOWN_ISSUER);
        return pinned;
    }

    private static void require(boolean condition, Reason reason) {
        if (!condition) {
            throw new TokenException(reason);
        }
    }

    private Optional<Known> recall(String token) {
        synchronized (remembered) {
            return Optional.ofNullable(remembered.get(token))
                    .filter(known -> clock.instant().isBefore(known.expiry()));
        }
    }

    private void remember(String token, Known known) {
        synchronized (remembered) {
            remembered.put(token, known);
        }
    }
}
