package health.countersign.platform.operations;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Whether a program can do its work now, as named checks; ready means that all of them pass. */
public final class Health {
    private static final Duration LONGEST_CHECK = Duration.ofSeconds(2);

    private final HealthChecks checks;

    public Health(Vertx vertx) {
        this.checks = HealthChecks.create(vertx);
    }

    /** Adds a check that fails, or takes more than two seconds, while the program is not ready. */
    public Health ready(String name, Supplier<Future<Void>> check) {
        checks.register(
                name,
                LONGEST_CHECK.toMillis(),
                promise -> Future.succeededFuture()
                        .compose(v -> check.get())
                        .onComplete(outcome -> promise.tryComplete(outcome.succeeded() ? Status.OK() : Status.KO())));
        return this;
    }

    /** Removes a check, when what it looked at was stopped on purpose. */
    public Health forget(String name) {
        checks.unregister(name);
        return this;
    }

    /** Each check by name, and whether it passes now. */
    Future<Map<String, Boolean>> look() {
        return checks.checkStatus().map(result -> {
            Map<String, Boolean> outcomes = new TreeMap<>();
            if (result.getChecks() != null) {
                result.getChecks().forEach(check -> outcomes.put(check.getId(), CheckResult.isUp(check)));
            }
            return outcomes;
        });
    }
}
