package health.countersign.platform.log;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether brokers let this program in, as far as its reading and appending told; said once, then once a minute. */
public final class Admission {
    /** Who is refused tries again within a second; one that has not been refused for so long is let in. */
    private static final Duration CURRENT = Duration.ofSeconds(10);

    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    /** The last refusal, when it was heard and when it was last said, by the JVM's own time. */
    private record Refused(Refusal refusal, long heard, long said) {}

    private final KafkaSettings settings;
    private Optional<Refused> last = Optional.empty();

    public Admission(KafkaSettings settings) {
        this.settings = settings;
    }

    /** Brokers answered. */
    public synchronized void granted() {
        last = Optional.empty();
    }

    /** Something failed; returns whether it was a refusal, which then is said here. */
    public synchronized boolean refused(Throwable failure) {
        Optional<Refusal> refusal = Refusal.of(failure, settings);
        refusal.ifPresent(this::remember);
        return refusal.isPresent();
    }

    private void remember(Refusal refusal) {
        long now = System.nanoTime();
        boolean known = last.filter(before -> before.refusal().equals(refusal))
                .filter(before -> now - before.said() < AGAIN.toNanos())
                .isPresent();
        if (!known) {
            LOG.atError().log(refusal.sentence());
        }
        last = Optional.of(new Refused(refusal, now, known ? last.get().said() : now));
    }

    /** Fails while brokers refuse this program. */
    public synchronized Future<Void> check() {
        return last.filter(refused -> System.nanoTime() - refused.heard() < CURRENT.toNanos())
                .map(refused -> Future.<Void>failedFuture(refused.refusal().sentence()))
                .orElseGet(Future::succeededFuture);
    }
}
