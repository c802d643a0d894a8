package health.countersign.postgres;

import health.countersign.processes.ProcessFailedException;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A program that does one thing and ends. */
record Command(List<String> words, Map<String, String> environment) {
    private static final File ROOT = new File("/");

    /**
     * Runs it to its end.
     *
     * @param input what it reads; secrets stand here, never among the words
     * @return what it printed
     * @throws ProcessFailedException with what it printed, if it says that it failed
     */
    String run(String input) {
        try {
            ProcessBuilder builder = new ProcessBuilder(words).directory(ROOT).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ProcessFailedException(words.get(0) + " failed:\n" + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new ProcessFailedException(words.get(0) + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProcessFailedException(words.get(0) + " was interrupted", e);
        }
    }
}
