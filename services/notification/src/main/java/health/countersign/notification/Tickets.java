package health.countersign.notification;

import health.countersign.platform.auth.Caller;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One-time tickets for browsers, which cannot send a token when they open a websocket. Lives on one context. */
final class Tickets {
    static final Duration LIFE = Duration.ofSeconds(30);
    private static final int MOST = 10_000;
    private static final int BYTES = 24;

    private record Issued(Caller caller, Instant expiry) {}

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Issued> issued = new HashMap<>();

    Tickets(InstantSource clock) {
        this.clock = clock;
    }

    /** A new ticket, or none while too many are unused. */
    Optional<String> issue(Caller caller) {
        Instant now = clock.instant();
        if (issued.size() >= MOST) {
            issued.values().removeIf(ticket -> !now.isBefore(ticket.expiry()));
        }
        if (issued.size() >= MOST) {
            return Optional.empty();
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        issued.put(ticket, new Issued(caller, now.plus(LIFE)));
        return Optional.of(ticket);
    }

    /** Who got this ticket, the first time that it is shown and while it lives. */
    Optional<Caller> redeem(String ticket) {
        return Optional.ofNullable(issued.remove(ticket))
                .filter(found -> clock.instant().isBefore(found.expiry()))
                .map(Issued::caller);
    }
}
