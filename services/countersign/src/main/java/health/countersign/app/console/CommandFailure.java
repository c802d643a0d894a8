package health.countersign.app.console;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** A command cannot do what it was asked for: one sentence for the person who asked, and the exit code. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exit;

    public CommandFailure(int exit, String sentence) {
        this(exit, sentence, null);
    }

    public CommandFailure(int exit, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exit = exit;
    }

    /** Something could not be started or reached. */
    public static CommandFailure unreachable(String sentence, Throwable cause) {
        return new CommandFailure(Exit.UNREACHABLE, sentence, cause);
    }

    /** The caller asked for something that makes no sense. */
    public static CommandFailure usage(String sentence) {
        return new CommandFailure(Exit.USAGE, sentence);
    }

    public int exit() {
        return exit;
    }

    /** Says what went wrong; how it came about only if asked with {@code --verbose}. */
    public static int tell(Exception failure, CommandLine line, ParseResult parsed) {
        boolean verbose = parsed.hasMatchedOption("--verbose")
                || (parsed.hasSubcommand() && parsed.subcommand().hasMatchedOption("--verbose"));
        CommandFailure told = failure instanceof CommandFailure known
                ? known
                : new CommandFailure(Exit.BROKEN, "this is a fault of countersign itself: " + failure, failure);
        line.getErr().println("countersign: " + told.getMessage());
        if (verbose) {
            told.printStackTrace(line.getErr());
        } else if (told.exit == Exit.BROKEN) {
            line.getErr().println("countersign: --verbose shows where it happened");
        }
        line.getErr().flush();
        return told.exit;
    }
}
