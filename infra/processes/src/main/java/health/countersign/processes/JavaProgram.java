package health.countersign.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of our own class path, run by the Java that runs us. */
public final class JavaProgram {
    private JavaProgram() {}

    /** The command that runs a main class beside this JVM. */
    public static List<String> command(String mainClass, List<String> jvmOptions, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }
}
