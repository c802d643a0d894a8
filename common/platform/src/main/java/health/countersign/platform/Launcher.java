package health.countersign.platform;

import health.countersign.platform.operations.LogSettings;
import health.countersign.platform.operations.Logs;
import health.countersign.platform.settings.Settings;
import health.countersign.platform.settings.SettingsException;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main of every service: reads settings, starts the verticle, and stops it in order on SIGTERM.
 *
 * <p>Exit codes: 0 stopped as asked, 1 could not start or stop, 2 settings or arguments cannot be used.
 */
public final class Launcher {
    private static final long STOP_SECONDS = 30;
    private static final int FAILED = 1;
    private static final int UNUSABLE = 2;
    private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

    private Launcher() {}

    /**
     * Starts a service, which runs until it is told to stop; returns when it has begun to start. The only argument, if
     * any, is the path of the settings file.
     */
    public static <S extends Record & ProgramSettings> void run(
            String name, Class<S> type, BiFunction<S, Platform, ? extends VerticleBase> verticle, String... arguments) {
        if (arguments.length > 1 || (arguments.length == 1 && arguments[0].startsWith("-"))) {
            exit(UNUSABLE, name + " takes one argument at most: the path of its settings file, YAML or JSON");
            return;
        }
        Optional<Path> file = arguments.length == 0 ? Optional.empty() : Optional.of(Path.of(arguments[0]));
        S settings;
        try {
            settings = Settings.load(type, file);
        } catch (SettingsException e) {
            exit(UNUSABLE, name + ": " + e.getMessage());
            return;
        }
        Logs.configure(settings.logs());
        LOG.atDebug().addKeyValue("settings", settings).log("settings read");
        Program.start(settings, verticle)
                .onSuccess(program -> {
                    LOG.atInfo()
                            .addKeyValue("service", name)
                            .addKeyValue("management", program.managementPort())
                            .log("started");
                    stopOnSignal(name, program);
                })
                .onFailure(failure -> {
                    LOG.atError().addKeyValue("service", name).setCause(failure).log("the start failed");
                    exit(FAILED, name + " could not start: " + failure.getMessage());
                });
    }

    private static void stopOnSignal(String name, Program program) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(stop(name, program)), "stop"));
    }

    private static int stop(String name, Program program) {
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicInteger code = new AtomicInteger(FAILED);
        program.stop()
                .onSuccess(v -> code.set(0))
                .onFailure(failure -> LOG.atError().setCause(failure).log("did not stop in order"))
                .onComplete(v -> stopped.countDown());
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.atError().addKeyValue("service", name).log("did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        LOG.atInfo()
                .addKeyValue("service", name)
                .addKeyValue("code", code.get())
                .log("stopped");
        return code.get();
    }

    private static void exit(int code, String words) {
        if (code == UNUSABLE) {
            Logs.configure(new LogSettings(LogSettings.Format.CONSOLE, LogSettings.Level.INFO));
        }
        LOG.error(words);
        System.exit(code);
    }
}
