package health.countersign.member.review;

import health.countersign.domain.Section;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The one table that places every FHIR type; its rows are in {@code sections.txt} beside this class. */
public final class SectionTable {
    private static final SectionTable R4 = load("sections.txt");
    private static final String NONE = "-";

    private final Map<String, Row> rows;

    private SectionTable(Map<String, Row> rows) {
        this.rows = rows;
    }

    /** The table of FHIR R4. */
    public static SectionTable r4() {
        return R4;
    }

    /** The types it places, in its order. */
    public Set<String> types() {
        return rows.keySet();
    }

    public boolean supports(String type) {
        return rows.containsKey(type);
    }

    /**
     * The section of a FHIR type.
     *
     * @throws UnsupportedTypeException naming the type, if the table does not place it
     */
    public Section sectionOf(String type) {
        return row(type).section();
    }

    Row row(String type) {
        Row row = rows.get(type);
        if (row == null) {
            throw new UnsupportedTypeException(type);
        }
        return row;
    }

    private static SectionTable load(String resource) {
        Map<String, Row> rows = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SectionTable.class.getResourceAsStream(resource)), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split("\\s+"))
                    .forEach(cells -> rows.put(cells[0], Row.of(cells)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new SectionTable(rows);
    }

    /**
     * One type.
     *
     * @param within how far from its encounter an entry may begin; empty if that is not judged
     */
    record Row(
            Section section,
            FhirPath patient,
            FhirPath encounter,
            FhirPath code,
            FhirPath when,
            Optional<Duration> within) {
        private static final int CELLS = 7;

        private static Row of(String[] cells) {
            if (cells.length != CELLS) {
                throw new IllegalArgumentException("a row has " + CELLS + " cells: " + String.join(" ", cells));
            }
            return new Row(
                    Section.of(cells[1]),
                    FhirPath.of(cells[2]),
                    FhirPath.of(cells[3]),
                    FhirPath.of(cells[4]),
                    FhirPath.of(cells[5]),
                    cells[6].equals(NONE) ? Optional.empty() : Optional.of(Duration.parse(cells[6])));
        }
    }

    /** A FHIR type that no section holds. */
    public static final class UnsupportedTypeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String type;

        UnsupportedTypeException(String type) {
            super("no section holds this FHIR type");
            this.type = type;
        }

        /** The type as the resource names it; untrusted text. */
        public String type() {
            return type;
        }
    }
}
