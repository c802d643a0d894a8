package health.countersign.app.console;

import java.io.PrintWriter;
import java.lang.reflect.Method;
import picocli.CommandLine.Model.CommandSpec;

/** Where the program talks to people: lines, and bars where somebody looks at a terminal. */
public final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean terminal;

    public Console(PrintWriter out, PrintWriter err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** Where this command talks. */
    public static Console of(CommandSpec spec) {
        return new Console(spec.commandLine().getOut(), spec.commandLine().getErr(), onTerminal());
    }

    /** One line of the result. */
    public void line(String text) {
        out.println(text);
        out.flush();
    }

    /** One line about how it goes, kept apart from the result. */
    public void note(String text) {
        err.println(text);
        err.flush();
    }

    /** How a long task goes; a total of 0 or less is not known. */
    public Progress progress(String task, long total) {
        return terminal ? new BarProgress(task, total) : new LineProgress(task, total, this::note, System::nanoTime);
    }

    @SuppressWarnings("SystemConsoleNull") // it is null on JDK 17 to 21; later ones are asked further
    private static boolean onTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try { // since Java 22 there is always a console, and a method that says whether it is a terminal
            Method isTerminal = java.io.Console.class.getMethod("isTerminal");
            return (boolean) isTerminal.invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
