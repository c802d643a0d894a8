package health.countersign.app.bundle;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import health.countersign.domain.MalformedException;
import health.countersign.member.review.FhirJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads FHIR R4 bundles of every kind, plain or gzipped, and keeps each resource's bytes as they stand. */
public final class BundleReader {
    private static final JsonFactory JSON = new JsonFactory();

    private BundleReader() {}

    /**
     * The entries of every {@code .json} and {@code .json.gz} file of a directory, by name; blocks.
     *
     * @throws MalformedException naming the file that is no bundle
     */
    public static List<BundleEntry> directory(Path directory) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.filter(BundleReader::isBundle).sorted().toList();
        }
        List<BundleEntry> entries = new ArrayList<>();
        for (Path file : files) {
            try (InputStream in = Files.newInputStream(file)) {
                entries.addAll(read(file.getFileName().toString(), in));
            }
        }
        return entries;
    }

    /** The entries of one bundle; blocks. */
    public static List<BundleEntry> read(String name, InputStream file) throws IOException {
        byte[] raw = file.readAllBytes();
        byte[] json = raw.length > 1 && raw[0] == (byte) 0x1f && raw[1] == (byte) 0x8b
                ? new GZIPInputStream(new ByteArrayInputStream(raw)).readAllBytes()
                : raw;
        try {
            return References.rewritten(slices(name, json));
        } catch (MalformedException | com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new MalformedException("", name + " is no FHIR bundle");
        }
    }

    private static boolean isBundle(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".json") || name.endsWith(".json.gz");
    }

    private static List<References.Addressed> slices(String name, byte[] json) throws IOException {
        List<References.Addressed> entries = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedException("", "no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean isEntry = parser.currentName().equals("entry");
                if (parser.nextToken() == JsonToken.START_ARRAY && isEntry) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        entries.add(entry(name, entries.size(), parser, json));
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return entries;
    }

    private static References.Addressed entry(String name, int position, JsonParser parser, byte[] json)
            throws IOException {
        String url = "";
        byte[] body = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (field.equals("fullUrl")) {
                url = parser.getText();
            } else if (field.equals("resource")) {
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                body = Arrays.copyOfRange(
                        json, from, (int) parser.currentLocation().getByteOffset());
            } else {
                parser.skipChildren();
            }
        }
        return new References.Addressed(url, new BundleEntry(name, position, FhirJson.read(body), body));
    }
}
