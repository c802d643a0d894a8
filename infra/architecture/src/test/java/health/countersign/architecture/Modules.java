package health.countersign.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The modules as they lie on disk: what the rules have to see, whether or not somebody remembers to say so. */
final class Modules {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

    private Modules() {}

    /** Directories such as {@code common/domain} that the root pom names and that hold at least one class. */
    static List<Path> withClasses() throws IOException {
        return MODULE.matcher(Files.readString(ROOT.resolve("pom.xml")))
                .results()
                .map(module -> ROOT.resolve(module.group(1)))
                .filter(Modules::hasClasses)
                .toList();
    }

    /** The package of a module: its directory's name, except for the program itself. */
    static String packageOf(Path module) {
        String name = module.getFileName().toString();
        return "health.countersign." + (name.equals("countersign") ? "app" : name);
    }

    private static boolean hasClasses(Path module) {
        Path sources = module.resolve("src/main/java");
        if (!Files.isDirectory(sources)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(sources)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> name.endsWith(".java") && !name.equals("package-info.java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
