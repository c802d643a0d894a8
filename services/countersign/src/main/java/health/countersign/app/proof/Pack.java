package health.countersign.app.proof;

import health.countersign.domain.CanonicalJson;
import health.countersign.domain.CardId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A pack opened for reading. Names and sizes are checked before anything is read, contents are not believed yet. */
public final class Pack implements AutoCloseable {
    private final ZipFile zip;
    private final NavigableSet<CardId> cards = new TreeSet<>();
    private final Set<String> names = new HashSet<>();

    private Pack(ZipFile zip) {
        this.zip = zip;
    }

    /**
     * Opens a pack.
     *
     * @throws MalformedPackException if the file is a zip of another shape, or none
     * @throws IOException if it cannot be read
     */
    public static Pack open(Path file) throws IOException {
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException notAZip) {
            throw new MalformedPackException("it is not a whole zip");
        }
        Pack pack = new Pack(zip);
        try {
            pack.checkEntries();
            pack.checkDescription();
            return pack;
        } catch (IOException | MalformedPackException unreadable) {
            zip.close();
            throw unreadable;
        }
    }

    private void checkEntries() {
        if (zip.size() > PackFormat.MOST_FILES) {
            throw new MalformedPackException("it holds more files than " + PackFormat.MOST_FILES);
        }
        long bytes = 0;
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (!names.add(entry.getName()) || entry.getSize() < 0) {
                throw new MalformedPackException("it holds a file twice, or one of unknown size");
            }
            bytes += entry.getSize();
            if (bytes < 0 || bytes > PackFormat.MOST_BYTES) {
                throw new MalformedPackException("it holds more bytes than " + PackFormat.MOST_BYTES);
            }
            place(entry.getName());
        }
        boolean whole = names.containsAll(Set.of(PackFormat.DESCRIPTION, PackFormat.CONSORTIUM))
                && IntStream.range(0, lanes()).mapToObj(PackFormat::lane).allMatch(names::contains);
        boolean proven = names.containsAll(IntStream.range(0, count(PackFormat.PROOFS))
                        .mapToObj(PackFormat::proofs)
                        .toList())
                && count(PackFormat.PROOFS) == (hasProofs() ? lanes() : 0);
        if (!proven) {
            throw new MalformedPackException("it holds proofs of some lanes and not of others, or without blocks");
        }
        if (!whole) {
            throw new MalformedPackException("it lacks pack.json, consortium.json or a lane before another");
        }
    }

    private void place(String name) {
        Matcher card = PackFormat.CARD.matcher(name);
        if (card.matches()) {
            cards.add(new CardId(card.group(1)));
        } else if (!name.equals(PackFormat.DESCRIPTION)
                && !name.equals(PackFormat.CONSORTIUM)
                && !name.equals(PackFormat.BLOCKS)
                && !PackFormat.PROOFS.matcher(name).matches()
                && !PackFormat.LANE.matcher(name).matches()) {
            throw new MalformedPackException("it holds a file that does not belong there");
        }
    }

    /** The description repeats what the names say; a pack is written in one way only. */
    private void checkDescription() throws IOException {
        byte[] expected = CanonicalJson.bytes(PackFormat.description(lanes(), cards, hasProofs()));
        if (!Arrays.equals(document(PackFormat.DESCRIPTION), expected)) {
            throw new MalformedPackException("its pack.json is of another version, or names other files than it holds");
        }
    }

    /** How many lanes it holds a file of. */
    int lanes() {
        return count(PackFormat.LANE);
    }

    private int count(Pattern file) {
        return (int) names.stream().filter(name -> file.matcher(name).matches()).count();
    }

    /** Whether it holds proofs that nodes of a ledger committed what is on the lanes. */
    boolean hasProofs() {
        return names.contains(PackFormat.BLOCKS);
    }

    /** The blocks that its proofs name. */
    PackLines blocks() throws IOException {
        return lines(PackFormat.BLOCKS, PackFormat.LONGEST_PROOF);
    }

    /** The proofs of a lane's transactions; none if it has no such file. */
    PackLines proofs(int lane) throws IOException {
        return lines(PackFormat.proofs(lane), PackFormat.LONGEST_PROOF);
    }

    /** The cards of which it holds contents. */
    NavigableSet<CardId> cards() {
        return Collections.unmodifiableNavigableSet(cards);
    }

    /** The consortium file that it brings along. */
    byte[] consortium() throws IOException {
        return document(PackFormat.CONSORTIUM);
    }

    /** The transactions of a lane; none if it has no file of that lane. */
    PackLines lane(int lane) throws IOException {
        return lines(PackFormat.lane(lane), PackFormat.LONGEST_TRANSACTION);
    }

    /** The contents of a card. */
    PackLines card(CardId card) throws IOException {
        return lines(PackFormat.card(card), PackFormat.LONGEST_CONTENT);
    }

    private PackLines lines(String name, int longest) throws IOException {
        return new PackLines(name, stream(name), longest);
    }

    private InputStream stream(String name) throws IOException {
        return names.contains(name) ? zip.getInputStream(zip.getEntry(name)) : new ByteArrayInputStream(new byte[0]);
    }

    private byte[] document(String name) throws IOException {
        try (InputStream in = stream(name)) {
            byte[] bytes = in.readNBytes(PackFormat.LONGEST_DOCUMENT + 1);
            if (bytes.length > PackFormat.LONGEST_DOCUMENT) {
                throw new MalformedPackException("its " + name + " is too long");
            }
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
