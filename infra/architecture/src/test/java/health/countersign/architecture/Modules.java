package health.countersign.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The modules as they lie on disk: what the rules have to see, whether or not somebody remembers to say so. */
final class Modules {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private Modules() {}

    /** Directories such as {@code common/domain} that hold at least one class. */
    static List<Path> withClasses() throws IOException {
        List<Path> modules = new ArrayList<>();
        for (String parent : List.of("common", "services", "infra")) {
            try (Stream<Path> children = Files.list(ROOT.resolve(parent))) {
                children.filter(Modules::hasClasses).sorted().forEach(modules::add);
            }
        }
        return modules;
    }

    /** The package of a module: its directory's name, except for the program itself. */
    static String packageOf(Path module) {
        String name = module.getFileName().toString();
        return "health.countersign." + (name.equals("countersign") ? "app" : name);
    }

    private static boolean hasClasses(Path module) {
        Path sources = module.resolve("src/main/java");
        if (!Files.isDirectory(sources) || !Files.exists(module.resolve("pom.xml"))) {
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
