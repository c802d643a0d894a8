package health.countersign.embedded;

import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the programs of this module have in common: quiet logs, plain failures, and staying up until told to stop. */
public final class Program {
    private static final String LOG_SETTING = "logback.configurationFile";
    private static final int FAILED = 1;

    private Program() {}

    /**
     * Runs a command to its end and gives the exit code: 0, 1 if it could not start, 2 for wrong usage.
     * Logs are kept to warnings unless {@code -Dlogback.configurationFile} says otherwise.
     */
    public static int run(Object command, String... arguments) {
        if (System.getProperty(LOG_SETTING) == null) {
            System.setProperty(LOG_SETTING, "health/countersign/embedded/program-logback.xml");
        }
        return new CommandLine(command)
                .setExecutionExceptionHandler((failure, line, result) -> {
                    if (!(failure instanceof EmbeddedStartException)) {
                        throw failure;
                    }
                    line.getErr().println(failure.getMessage());
                    return FAILED;
                })
                .execute(arguments);
    }

    /** Makes settings from options; what they refuse is wrong usage. */
    public static <T> T settings(CommandSpec spec, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** Waits for SIGTERM or SIGINT and closes {@code running} before the JVM ends; SIGKILL needs no farewell. */
    public static void untilStopped(AutoCloseable running) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running, stopped), "stop"));
        stopped.await();
    }

    private static void close(AutoCloseable running, CountDownLatch stopped) {
        try {
            running.close();
        } catch (Exception e) { // AutoCloseable declares nothing narrower, and the JVM is ending
            System.err.println("did not stop cleanly: " + e);
        } finally {
            stopped.countDown();
        }
    }
}
