package health.countersign.platform.operations;

import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.List;

/** A failure as text for the log. Parsers quote what they read in their messages, so those messages stay out. */
final class Failures {
    private static final List<String> QUOTING = List.of(
            "com.fasterxml.jackson.",
            "io.vertx.core.json.",
            "ca.uhn.",
            "org.postgresql.",
            "org.sqlite.",
            "java.time.format.",
            "java.lang.NumberFormatException");
    private static final int FRAMES = 20;
    private static final int CAUSES = 4;

    private Failures() {}

    static String text(IThrowableProxy failure) {
        StringBuilder text = new StringBuilder(512);
        IThrowableProxy next = failure;
        for (int i = 0; next != null && i < CAUSES; i++) {
            text.append(i == 0 ? "" : "caused by ").append(next.getClassName());
            if (next.getMessage() != null && !quotes(failure)) {
                text.append(": ").append(next.getMessage());
            }
            text.append('\n');
            frames(next.getStackTraceElementProxyArray(), text);
            next = next.getCause();
        }
        return text.toString();
    }

    /** Also the message of what wraps a quoting failure: it often repeats it. */
    private static boolean quotes(IThrowableProxy failure) {
        for (IThrowableProxy next = failure; next != null; next = next.getCause()) {
            if (QUOTING.stream().anyMatch(next.getClassName()::startsWith)) {
                return true;
            }
        }
        return false;
    }

    private static void frames(StackTraceElementProxy[] frames, StringBuilder text) {
        for (int i = 0; i < frames.length && i < FRAMES; i++) {
            text.append("    ").append(frames[i].getSTEAsString()).append('\n');
        }
    }
}
