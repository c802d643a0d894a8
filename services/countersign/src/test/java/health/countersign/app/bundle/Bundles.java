package health.countersign.app.bundle;

import health.countersign.domain.OrganizationId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The bundles that tests read. */
final class Bundles {
    static final Owners OWNERS = new Owners(
            Stream.of("hospital-a", "hospital-b", "clinic")
                    .map(OrganizationId::new)
                    .toList(),
            new OrganizationId("billing-office"),
            new OrganizationId("insurer"));
    private static final int BUNDLED = 6;

    private Bundles() {}

    /** The bundled patients, one list of entries for each. */
    static List<List<BundleEntry>> bundled() {
        List<List<BundleEntry>> bundles = new ArrayList<>();
        for (int i = 1; i <= BUNDLED; i++) {
            String name = "patient-" + i + ".json.gz";
            try (InputStream in = Objects.requireNonNull(Bundles.class.getResourceAsStream("/patients/" + name))) {
                bundles.add(BundleReader.read(name, in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bundles;
    }

    /** The directory of sample bundles beside the repository; says so if there is none. */
    static Optional<Path> samples() {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.isDirectory(here.resolve("shared/samples/synthea"))) {
            here = here.getParent();
        }
        Optional<Path> samples = Optional.ofNullable(here).map(root -> root.resolve("shared/samples/synthea"));
        if (samples.isEmpty()) {
            System.out.println("skipped: no ../shared/samples/synthea");
        }
        return samples;
    }

    /** The entries of a bundle written as JSON. */
    static List<BundleEntry> of(String json) {
        try (InputStream in =
                new java.io.ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8))) {
            return BundleReader.read("test.json", in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
