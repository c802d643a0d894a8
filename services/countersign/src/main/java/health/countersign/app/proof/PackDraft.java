package health.countersign.app.proof;

import health.countersign.domain.CanonicalJson;
import health.countersign.domain.CardId;
import health.countersign.ledger.Transaction;
import health.countersign.ledger.tendermint.BlockProof;
import health.countersign.ledger.tendermint.TransactionProof;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A pack in the making: lines are collected in files beside it, and the pack is there at the end, whole or not. */
public final class PackDraft implements AutoCloseable {
    /** The earliest time that a zip can tell: equal contents make equal packs. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Path target;
    private final Path directory;
    private final List<OutputStream> lanes = new ArrayList<>();
    private final List<OutputStream> proofs = new ArrayList<>();
    private final TreeMap<CardId, OutputStream> cards = new TreeMap<>();

    /** Begins a pack of so many lanes that will be {@code target}. */
    public PackDraft(Path target, int lanes) throws IOException {
        this.target = target.toAbsolutePath();
        this.directory = Files.createTempDirectory(this.target.getParent(), ".pack-");
        for (int lane = 0; lane < lanes; lane++) {
            this.lanes.add(file(PackFormat.lane(lane)));
        }
    }

    /** The next transaction of a lane. */
    public void add(int lane, Transaction tx) throws IOException {
        line(lanes.get(lane), tx.bytes());
    }

    /** Says that a proof for each transaction follows, and the blocks that these name. */
    public void openProofs() throws IOException {
        for (int lane = 0; lane < lanes.size(); lane++) {
            proofs.add(file(PackFormat.proofs(lane)));
        }
        proofs.add(file(PackFormat.BLOCKS));
    }

    /** The next block, of a greater height than those before. */
    public void add(BlockProof block) throws IOException {
        line(proofs.get(lanes.size()), CanonicalJson.bytes(block.tree()));
    }

    /** The proof of the next transaction of a lane. */
    public void add(int lane, TransactionProof proof) throws IOException {
        line(proofs.get(lane), CanonicalJson.bytes(proof.tree()));
    }

    /** A card of which the contents follow, if there are any. */
    public void open(CardId card) throws IOException {
        if (!cards.containsKey(card)) {
            cards.put(card, file(PackFormat.card(card)));
        }
    }

    /** The next content of a card that was opened. */
    public void add(CardId card, OpenedContent content) throws IOException {
        line(cards.get(card), CanonicalJson.bytes(content.tree()));
    }

    /** Writes the pack with this consortium file. */
    public void finish(byte[] consortium) throws IOException {
        closeFiles();
        Path draft = Files.createTempFile(directory, "pack-", ".zip"); // only its owner may read contents
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(draft)))) {
            byte[] description = CanonicalJson.bytes(
                    PackFormat.description(lanes.size(), cards.navigableKeySet(), !proofs.isEmpty()));
            entry(zip, PackFormat.DESCRIPTION).write(description);
            entry(zip, PackFormat.CONSORTIUM).write(consortium);
            for (int lane = 0; lane < lanes.size(); lane++) {
                copy(zip, PackFormat.lane(lane));
            }
            if (!proofs.isEmpty()) {
                copy(zip, PackFormat.BLOCKS);
            }
            for (int lane = 0; lane < proofs.size() - 1; lane++) {
                copy(zip, PackFormat.proofs(lane));
            }
            for (CardId card : cards.keySet()) {
                copy(zip, PackFormat.card(card));
            }
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void copy(ZipOutputStream zip, String name) throws IOException {
        Files.copy(place(name), entry(zip, name));
    }

    private static OutputStream entry(ZipOutputStream zip, String name) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        return zip;
    }

    private OutputStream file(String name) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(place(name)));
    }

    private Path place(String name) {
        return directory.resolve(name.replace('/', '-'));
    }

    private static void line(OutputStream file, byte[] json) throws IOException {
        file.write(json);
        file.write('\n');
    }

    private void closeFiles() throws IOException {
        for (OutputStream file : lanes) {
            file.close();
        }
        for (OutputStream file : proofs) {
            file.close();
        }
        for (OutputStream file : cards.values()) {
            file.close();
        }
    }

    /** Removes what is left of the draft; the pack, if it was finished, stays. */
    @Override
    public void close() throws IOException {
        closeFiles();
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
