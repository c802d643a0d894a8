package health.countersign.synthea;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.mitre.synthea.engine.Generator;
import org.mitre.synthea.engine.Generator.GeneratorOptions;
import org.mitre.synthea.helpers.Config;

/** Makes synthetic people, the same ones for the same seed, and keeps a few whose records are varied and not too long. */
public final class MakePatients {
    private static final long TODAY = 1_775_001_600_000L; // 2026-04-01T00:00:00Z
    private static final Pattern TYPE = Pattern.compile("\"resource\": \\{\\s*\"resourceType\": \"([A-Za-z]+)\"");
    private static final int MANY = 260;

    private MakePatients() {}

    /** Arguments: seed, people to make, people to keep (0: all), entries to keep in all, directory. */
    public static void main(String[] args) throws Exception {
        long seed = Long.parseLong(args[0]);
        int people = Integer.parseInt(args[1]);
        int keep = Integer.parseInt(args[2]);
        int entries = Integer.parseInt(args[3]);
        Path into = Path.of(args[4]);

        Path work = Files.createTempDirectory("synthea");
        generate(seed, people, work);
        List<Bundle> made = read(work.resolve("fhir"));
        List<Bundle> kept = keep == 0 ? made : choose(made, keep, entries);
        write(kept, into);
        System.exit(0);
    }

    private static void generate(long seed, int people, Path into) {
        Config.set("exporter.baseDirectory", into.toString());
        Config.set("exporter.years_of_history", "3");
        Config.set("exporter.fhir.export", "true");
        Config.set("exporter.fhir.transaction_bundle", "true");
        Config.set("exporter.hospital.fhir.export", "false");
        Config.set("exporter.practitioner.fhir.export", "false");
        Config.set("generate.append_numbers_to_person_names", "true");
        GeneratorOptions options = new GeneratorOptions();
        options.population = people;
        options.seed = seed;
        options.clinicianSeed = seed;
        options.referenceTime = TODAY;
        options.endTime = TODAY;
        options.threadPoolSize = 1;
        options.state = "Massachusetts";
        new Generator(options).run();
    }

    private static List<Bundle> read(Path directory) throws IOException {
        List<Bundle> bundles = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".json")).toList()) {
                bundles.add(Bundle.of(Files.readString(file)));
            }
        }
        bundles.sort(Comparator.comparingInt(Bundle::size).thenComparing(Bundle::text));
        return bundles;
    }

    /** Takes again and again the one that adds most types that are not there yet, then the one nearest to its share. */
    private static List<Bundle> choose(List<Bundle> made, int keep, int entries) {
        List<Bundle> left = new ArrayList<>(made.stream().filter(bundle -> bundle.size() <= MANY).toList());
        List<Bundle> chosen = new ArrayList<>();
        Set<String> types = new HashSet<>();
        int room = entries;
        while (chosen.size() < keep) {
            int share = room / (keep - chosen.size());
            Bundle best = left.stream()
                    .max(Comparator.comparingLong((Bundle bundle) -> bundle.adds(types))
                            .thenComparing(bundle -> Math.abs(bundle.size() - share), Comparator.reverseOrder()))
                    .orElseThrow(() -> new IllegalStateException("too few people: make more"));
            chosen.add(best);
            left.remove(best);
            types.addAll(best.types());
            room -= best.size();
        }
        chosen.sort(Comparator.comparingInt(Bundle::size));
        return chosen;
    }

    private static void write(List<Bundle> bundles, Path into) throws IOException {
        Files.createDirectories(into);
        for (int i = 0; i < bundles.size(); i++) {
            Bundle bundle = bundles.get(i);
            Path file = into.resolve("patient-" + (i + 1) + ".json.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(bundle.text().getBytes(StandardCharsets.UTF_8));
            }
            System.out.printf("%s %d entries %s%n", file, bundle.size(), bundle.types());
        }
    }

    private record Bundle(String text, int size, Set<String> types) {
        static Bundle of(String text) {
            Set<String> types = new TreeSet<>();
            int size = 0;
            for (Matcher type = TYPE.matcher(text); type.find(); size++) {
                types.add(type.group(1));
            }
            return new Bundle(text, size, types);
        }

        long adds(Set<String> known) {
            return types.stream().filter(type -> !known.contains(type)).count();
        }
    }
}
