package health.countersign.platform;

import health.countersign.platform.operations.Health;
import health.countersign.platform.operations.Management;
import health.countersign.platform.operations.WallClock;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;

/** A running program: one verticle, its health and its metrics, on a Vert.x of its own. */
public final class Program {
    private final Vertx vertx;
    private final Management management;
    private final JvmGcMetrics collections;
    private final AtomicBoolean running;

    private Program(Vertx vertx, Management management, JvmGcMetrics collections, AtomicBoolean running) {
        this.vertx = vertx;
        this.management = management;
        this.collections = collections;
        this.running = running;
    }

    /** Starts everything; what was started is stopped again if a part fails. */
    public static <S extends ProgramSettings> Future<Program> start(
            S settings, BiFunction<S, Platform, ? extends VerticleBase> verticle) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        JvmGcMetrics collections = new JvmGcMetrics();
        collections.bindTo(metrics);
        Vertx vertx = vertx(metrics);
        AtomicBoolean running = new AtomicBoolean();
        Health health = new Health(vertx)
                .ready(
                        "running",
                        () -> running.get() ? Future.succeededFuture() : Future.failedFuture("starting or stopping"));
        Platform platform = new Platform(WallClock.system(), metrics, health);
        // A promise of no context: those of this Vert.x say nothing any more once it is closed.
        Promise<Program> started = Promise.promise();
        Management.start(vertx, settings.management(), health, metrics)
                .compose(management -> vertx.deployVerticle(verticle.apply(settings, platform))
                        .map(deployed -> new Program(vertx, management, collections, running)))
                .onSuccess(program -> {
                    running.set(true);
                    started.complete(program);
                })
                .onFailure(failure -> vertx.close().onComplete(closed -> started.fail(failure)));
        return started.future();
    }

    private static Vertx vertx(PrometheusMeterRegistry metrics) {
        MicrometerMetricsOptions measured = new MicrometerMetricsOptions()
                .setEnabled(true)
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT);
        return Vertx.builder()
                .with(new VertxOptions().setMetricsOptions(measured))
                .withMetrics(new MicrometerMetricsFactory(metrics))
                .build();
    }

    public int managementPort() {
        return management.port();
    }

    /** Undeploys the verticle, whose {@code stop} ends its work in order, and then everything else. */
    public Future<Void> stop() {
        running.set(false);
        return vertx.close().onComplete(v -> collections.close());
    }
}
