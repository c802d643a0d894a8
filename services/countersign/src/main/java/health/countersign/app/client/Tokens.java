package health.countersign.app.client;

import health.countersign.domain.OrganizationId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Tokens for organizations, each used for half of its life and then replaced. */
public final class Tokens {
    private static final long FRESH = Duration.ofMinutes(4).toNanos();

    private record Issued(String token, long at) {}

    private final Function<OrganizationId, String> issue;
    private final LongSupplier nanoTime;
    private final Map<OrganizationId, Issued> issued = new ConcurrentHashMap<>();

    public Tokens(Function<OrganizationId, String> issue) {
        this(issue, System::nanoTime);
    }

    Tokens(Function<OrganizationId, String> issue, LongSupplier nanoTime) {
        this.issue = issue;
        this.nanoTime = nanoTime;
    }

    /** A token that is good for minutes. */
    public String of(OrganizationId organization) {
        return issued.compute(
                        organization,
                        (id, last) -> last == null || nanoTime.getAsLong() - last.at() > FRESH
                                ? new Issued(issue.apply(id), nanoTime.getAsLong())
                                : last)
                .token();
    }
}
