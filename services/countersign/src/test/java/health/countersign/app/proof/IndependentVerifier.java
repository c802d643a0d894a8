package health.countersign.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** {@code infra/verify/Verify.java}, compiled by itself and with nothing of ours on its class path. */
public final class IndependentVerifier {
    /** The one source file. */
    public static final Path SOURCE =
            Path.of("").toAbsolutePath().getParent().getParent().resolve("infra/verify/Verify.java");

    private final Method run;

    private IndependentVerifier(Method run) {
        this.run = run;
    }

    /** What it answered. */
    public record Answer(int exit, List<String> lines) {}

    /** Compiles it into this directory, with all warnings as errors. */
    static IndependentVerifier compile(Path classes) throws ReflectiveOperationException, MalformedURLException {
        int exit = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-Xlint:all",
                        "-Werror",
                        "--release",
                        "17",
                        "-proc:none",
                        "-cp",
                        classes.toString(),
                        "-d",
                        classes.toString(),
                        SOURCE.toString());
        assertThat(exit).as("exit code of the compiler").isZero();
        URL[] only = {classes.toUri().toURL()};
        ClassLoader loader = new URLClassLoader(only, ClassLoader.getPlatformClassLoader());
        Method run = loader.loadClass("Verify")
                .getDeclaredMethod("run", String[].class, PrintStream.class, PrintStream.class);
        run.setAccessible(true);
        return new IndependentVerifier(run);
    }

    /** Lets it judge a pack, without a process of its own. */
    Answer judge(Path... arguments) throws ReflectiveOperationException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream lines = new PrintStream(out, true, StandardCharsets.UTF_8);
        String[] paths = Stream.of(arguments).map(Path::toString).toArray(String[]::new);
        int exit = (int) run.invoke(null, paths, lines, new PrintStream(OutputStream.nullOutputStream()));
        return new Answer(exit, out.toString(StandardCharsets.UTF_8).lines().toList());
    }

    /** Runs it as its reader would: {@code java Verify.java PACK}. */
    public static Answer launch(Path... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), SOURCE.toString()));
        Stream.of(arguments).map(Path::toString).forEach(command::add);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(process.waitFor(), said.lines().toList());
    }
}
