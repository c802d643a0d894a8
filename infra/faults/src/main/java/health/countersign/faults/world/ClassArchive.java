package health.countersign.faults.world;

import health.countersign.processes.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The JVM's archive of classes that are ready for use, made of those that the programs of a world have loaded: programs
 * that are restarted again and again spend most of their time on loading classes. What the JVM cannot use of an archive
 * it leaves alone. See the java command, Application Class Data Sharing.
 */
final class ClassArchive {
    private static final String LIST = ".classes";

    /**
     * The archive cannot hold what was made while the program ran, and crashes on some lambdas, as does the JVM on
     * PostgreSQL's classes for newer Java, when an agent is there.
     */
    private static final List<String> NOT_ARCHIVED = List.of("#", "@", "source:", "org/postgresql/");

    private final Path archive;
    private final Path lists;

    /**
     * @param archive the file
     * @param lists directory in which each program notes what it has loaded
     */
    ClassArchive(Path archive, Path lists) {
        this.archive = archive.toAbsolutePath();
        this.lists = lists.toAbsolutePath();
    }

    /** Options of the JVM for a program of that name. */
    List<String> options(String program) {
        return List.of("-XX:SharedArchiveFile=" + archive, "-XX:DumpLoadedClassList=" + lists.resolve(program + LIST));
    }

    /** Makes it of what was loaded until now, if there is none yet. Blocks for about half a minute. */
    void make() {
        if (Files.exists(archive)) {
            return;
        }
        try {
            Path all = lists.resolve("all" + LIST);
            Files.write(all, loaded());
            Process dump = new ProcessBuilder(JavaProgram.command(
                            "-version",
                            List.of(
                                    "-Xshare:dump",
                                    "-XX:SharedClassListFile=" + all,
                                    "-XX:SharedArchiveFile=" + archive),
                            List.of()))
                    .redirectErrorStream(true)
                    .redirectOutput(lists.resolve("class-archive.log").toFile())
                    .start();
            dump.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<String> loaded() throws IOException {
        Set<String> classes = new TreeSet<>();
        try (Stream<Path> files = Files.list(lists)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(LIST)).toList()) {
                List<String> lines = new ArrayList<>(Files.readAllLines(file));
                // The last line may be half a name: the program still runs.
                lines.subList(Math.max(0, lines.size() - 1), lines.size()).clear();
                lines.removeIf(line -> NOT_ARCHIVED.stream().anyMatch(line::contains));
                classes.addAll(lines);
            }
        }
        return classes;
    }
}
