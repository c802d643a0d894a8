package health.countersign.app.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the log of this program goes: nowhere, to a file, or to standard error for those who asked for it. */
public final class LogFile {
    private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{24} %msg %kvp%n";

    private LogFile() {}

    /** Until anything else is said: only warnings, on standard error, if they are wanted. */
    public static void quiet(boolean verbose) {
        set(verbose ? Optional.of(standardError()) : Optional.empty());
    }

    /** Everything that services say goes to this file; to standard error as well if that is wanted. */
    public static void to(Path file, boolean verbose) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException unwritable) {
            throw CommandFailure.unreachable("cannot write " + file, unwritable);
        }
        FileAppender<ILoggingEvent> appender = new FileAppender<>();
        appender.setFile(file.toString());
        set(Optional.of(appender));
        if (verbose) {
            add(context(), standardError());
        }
    }

    private static OutputStreamAppender<ILoggingEvent> standardError() {
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setTarget("System.err");
        return appender;
    }

    private static void set(Optional<OutputStreamAppender<ILoggingEvent>> appender) {
        LoggerContext context = context();
        context.reset();
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(appender.isPresent() ? Level.WARN : Level.OFF);
        context.getLogger("health.countersign").setLevel(appender.isPresent() ? Level.INFO : Level.OFF);
        appender.ifPresent(to -> add(context, to));
    }

    private static void add(LoggerContext context, OutputStreamAppender<ILoggingEvent> appender) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
