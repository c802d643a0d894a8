package health.countersign.embedded.ledger;

import health.countersign.embedded.ledger.StoreFiles.Table;
import health.countersign.ledger.CommittedTransactions;
import health.countersign.ledger.Input;
import health.countersign.ledger.OutputReference;
import health.countersign.ledger.Transaction;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rocksdb.WriteBatch;

/**
 * The chain on disk; one thread appends, any may read.
 *
 * <ul>
 *   <li>transactions: id → place, canonical bytes
 *   <li>blocks: height → ids
 *   <li>spends: output → id of its spender
 * </ul>
 */
final class LedgerStore implements CommittedTransactions, AutoCloseable {
    private final StoreFiles files;
    private final StoreIndexes indexes;
    private final RecentTransactions recent = new RecentTransactions();
    private volatile long height;

    private LedgerStore(StoreFiles files) {
        this.files = files;
        this.indexes = new StoreIndexes(files);
        this.height = files.reading(Table.BLOCKS, blocks -> {
            blocks.seekToLast();
            return blocks.isValid() ? ByteBuffer.wrap(blocks.key()).getLong() : 0L;
        });
    }

    static LedgerStore open(Path directory) {
        return new LedgerStore(StoreFiles.open(directory));
    }

    /** Of the last block; 0 if there is none. */
    long height() {
        return height;
    }

    /** Finds transactions by asset, outputs by public key. */
    StoreIndexes indexes() {
        return indexes;
    }

    /** Adds the next block; it is on the disk when this returns, whole, or not at all if it throws. */
    void append(Block block) {
        if (block.height() != height + 1) {
            throw new IllegalArgumentException("block %d after %d".formatted(block.height(), height));
        }
        try (WriteBatch batch = new WriteBatch()) {
            ByteBuffer ids = ByteBuffer.allocate(block.transactions().size() * StoreKeys.ID_BYTES);
            int index = 0;
            for (Transaction tx : block.transactions()) {
                put(batch, tx, new Place(block.height(), index++));
                ids.put(StoreKeys.id(tx.id()));
            }
            files.put(batch, Table.BLOCKS, StoreKeys.height(block.height()), ids.array());
            files.write(batch);
        }
        block.transactions().forEach(recent::add);
        height = block.height();
    }

    private void put(WriteBatch batch, Transaction tx, Place place) {
        byte[] id = StoreKeys.id(tx.id());
        byte[] bytes = tx.bytes();
        ByteBuffer value = place.into(ByteBuffer.allocate(Place.BYTES + bytes.length));
        files.put(batch, Table.TRANSACTIONS, id, value.put(bytes).array());
        for (Input input : tx.inputs()) {
            input.fulfills().ifPresent(spent -> files.put(batch, Table.SPENDS, StoreKeys.output(spent), id));
        }
        indexes.put(batch, tx, place);
    }

    @Override
    public Optional<Transaction> find(String id) {
        Optional<Transaction> known = recent.find(id);
        if (known.isPresent()) {
            return known;
        }
        Optional<Transaction> stored = bytes(id).map(Transaction::of);
        stored.ifPresent(recent::add);
        return stored;
    }

    @Override
    public Optional<String> spenderOf(OutputReference output) {
        return files.get(Table.SPENDS, StoreKeys.output(output)).map(id -> StoreKeys.id(id, 0));
    }

    /** The canonical JSON of a committed transaction. */
    Optional<byte[]> bytes(String id) {
        return value(id).map(value -> Arrays.copyOfRange(value, Place.BYTES, value.length));
    }

    /** The height of the block that holds a transaction. */
    OptionalLong heightOf(String id) {
        return value(id)
                .map(value -> OptionalLong.of(Place.from(value, 0).height()))
                .orElse(OptionalLong.empty());
    }

    private Optional<byte[]> value(String id) {
        return StoreKeys.isId(id) ? files.get(Table.TRANSACTIONS, StoreKeys.id(id)) : Optional.empty();
    }

    /** The ids of a block's transactions in their order; none, if there is no such block. */
    List<String> block(long at) {
        byte[] ids = files.get(Table.BLOCKS, StoreKeys.height(at)).orElseGet(() -> new byte[0]);
        List<String> block = new ArrayList<>();
        for (int i = 0; i < ids.length; i += StoreKeys.ID_BYTES) {
            block.add(StoreKeys.id(ids, i));
        }
        return block;
    }

    /** The outputs that name this public key, in the chain's order, all or only the spent or unspent ones. */
    List<OutputReference> outputs(String publicKey, Optional<Boolean> spent) {
        return indexes.outputs(publicKey).stream()
                .filter(output ->
                        spent.isEmpty() || spent.get() == spenderOf(output).isPresent())
                .toList();
    }

    /** Waits for what is under way; what comes later fails. */
    @Override
    public void close() {
        files.close();
    }
}
