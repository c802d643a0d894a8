package health.countersign.app.proof;

import health.countersign.domain.CanonicalJson;
import health.countersign.domain.CardId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The files of a pack, to be tampered with. */
final class PackFiles {
    private final Map<String, byte[]> files = new TreeMap<>();

    static PackFiles read(Path pack) throws IOException {
        PackFiles read = new PackFiles();
        try (ZipFile zip = new ZipFile(pack.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            for (ZipEntry entry : Collections.list(entries)) {
                read.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return read;
    }

    Map<String, byte[]> files() {
        return files;
    }

    PackFiles put(String name, byte[] bytes) {
        files.put(name, bytes);
        return this;
    }

    PackFiles putLines(String name, List<byte[]> lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.writeBytes(line);
            out.write('\n');
        }
        return put(name, out.toByteArray());
    }

    /** Writes the description anew, as every forger would. */
    PackFiles describe() {
        TreeSet<CardId> cards = new TreeSet<>();
        int lanes = 0;
        for (String name : files.keySet()) {
            Matcher card = PackFormat.CARD.matcher(name);
            if (card.matches()) {
                cards.add(new CardId(card.group(1)));
            }
            lanes += PackFormat.LANE.matcher(name).matches() ? 1 : 0;
        }
        return put(
                "pack.json",
                CanonicalJson.bytes(PackFormat.description(lanes, cards, files.containsKey(PackFormat.BLOCKS))));
    }

    /** Changes the lines of a file. */
    PackFiles edit(String name, Consumer<List<String>> edit) {
        List<String> lines = new ArrayList<>(
                new String(files.get(name), StandardCharsets.UTF_8).lines().toList());
        edit.accept(lines);
        return putLines(
                name,
                lines.stream()
                        .map(line -> line.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    /** Gives two files each other's content. */
    PackFiles swap(String one, String other) {
        byte[] kept = files.get(one);
        return put(one, files.get(other)).put(other, kept);
    }

    Path write(Path pack) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(pack))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return pack;
    }
}
