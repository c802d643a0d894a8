package health.countersign.embedded.ledger;

import health.countersign.embedded.ledger.StoreFiles.Table;
import health.countersign.ledger.CommittedTransactions;
import health.countersign.ledger.Input;
import health.countersign.ledger.Operation;
import health.countersign.ledger.Output;
import health.countersign.ledger.OutputReference;
import health.countersign.ledger.Transaction;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * The chain on disk; one thread appends, any may read.
 *
 * <ul>
 *   <li>transactions: id → height, place, canonical bytes
 *   <li>blocks: height → ids
 *   <li>spends: output → id of its spender
 *   <li>owners: public key, height, place, output → id
 *   <li>chains: asset, height, place → operation, id
 * </ul>
 */
final class LedgerStore implements CommittedTransactions, AutoCloseable {
    private static final int PLACE_BYTES = Long.BYTES + Integer.BYTES;

    private final StoreFiles files;
    private final RecentTransactions recent = new RecentTransactions();
    private volatile long height;

    private LedgerStore(StoreFiles files) {
        this.files = files;
        this.height = lastHeight();
    }

    static LedgerStore open(Path directory) {
        return new LedgerStore(StoreFiles.open(directory));
    }

    private long lastHeight() {
        try (RocksIterator blocks = files.iterate(Table.BLOCKS)) {
            blocks.seekToLast();
            return blocks.isValid() ? ByteBuffer.wrap(blocks.key()).getLong() : 0;
        }
    }

    /** Of the last block; 0 if there is none. */
    long height() {
        return height;
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
                put(batch, tx, block.height(), index++);
                ids.put(StoreKeys.id(tx.id()));
            }
            files.put(batch, Table.BLOCKS, StoreKeys.height(block.height()), ids.array());
            files.write(batch);
        }
        block.transactions().forEach(recent::add);
        height = block.height();
    }

    private void put(WriteBatch batch, Transaction tx, long at, int index) {
        byte[] id = StoreKeys.id(tx.id());
        byte[] bytes = tx.bytes();
        byte[] value = ByteBuffer.allocate(PLACE_BYTES + bytes.length)
                .putLong(at)
                .putInt(index)
                .put(bytes)
                .array();
        files.put(batch, Table.TRANSACTIONS, id, value);
        byte[] link = ByteBuffer.allocate(1 + id.length)
                .put(letter(tx.operation()))
                .put(id)
                .array();
        files.put(batch, Table.CHAINS, StoreKeys.ofAsset(tx.assetId(), at, index), link);
        for (Input input : tx.inputs()) {
            input.fulfills().ifPresent(spent -> files.put(batch, Table.SPENDS, StoreKeys.output(spent), id));
        }
        int number = 0;
        for (Output output : tx.outputs()) {
            for (String owner : output.publicKeys()) {
                files.put(batch, Table.OWNERS, StoreKeys.ofOwner(owner, at, index, number), id);
            }
            number++;
        }
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
        return Optional.ofNullable(files.get(Table.SPENDS, StoreKeys.output(output)))
                .map(id -> StoreKeys.id(id, 0));
    }

    /** The canonical JSON of a committed transaction. */
    Optional<byte[]> bytes(String id) {
        return value(id).map(value -> Arrays.copyOfRange(value, PLACE_BYTES, value.length));
    }

    /** The height of the block that holds a transaction. */
    OptionalLong heightOf(String id) {
        return value(id).map(value -> OptionalLong.of(ByteBuffer.wrap(value).getLong()))
                .orElse(OptionalLong.empty());
    }

    private Optional<byte[]> value(String id) {
        return StoreKeys.isId(id)
                ? Optional.ofNullable(files.get(Table.TRANSACTIONS, StoreKeys.id(id)))
                : Optional.empty();
    }

    /** The ids of a block's transactions in their order; none, if there is no such block. */
    List<String> block(long at) {
        byte[] ids = files.get(Table.BLOCKS, StoreKeys.height(at));
        List<String> block = new ArrayList<>();
        for (int i = 0; ids != null && i < ids.length; i += StoreKeys.ID_BYTES) {
            block.add(StoreKeys.id(ids, i));
        }
        return block;
    }

    /** The ids of an asset's transactions in the chain's order, of one operation if it is given. */
    List<String> chain(String assetId, Optional<Operation> operation) {
        List<String> chain = new ArrayList<>();
        byte[] prefix = StoreKeys.id(assetId);
        try (RocksIterator links = files.iterate(Table.CHAINS)) {
            for (links.seek(prefix); isIn(prefix, links); links.next()) {
                if (fits(links.value(), operation)) {
                    chain.add(StoreKeys.id(links.value(), 1));
                }
            }
        }
        return chain;
    }

    /** The id of the last of them. */
    Optional<String> head(String assetId, Optional<Operation> operation) {
        byte[] prefix = StoreKeys.id(assetId);
        try (RocksIterator links = files.iterate(Table.CHAINS)) {
            links.seekForPrev(StoreKeys.ofAsset(assetId, Long.MAX_VALUE, Integer.MAX_VALUE));
            for (; isIn(prefix, links); links.prev()) {
                if (fits(links.value(), operation)) {
                    return Optional.of(StoreKeys.id(links.value(), 1));
                }
            }
        }
        return Optional.empty();
    }

    /** The ids of all assets, in the order in which they were made. */
    List<String> assets() {
        SortedMap<Place, String> assets = new TreeMap<>();
        try (RocksIterator links = files.iterate(Table.CHAINS)) {
            for (links.seekToFirst(); links.isValid(); ) {
                byte[] first = links.key();
                String id = StoreKeys.id(first, 0);
                ByteBuffer place = ByteBuffer.wrap(first, StoreKeys.ID_BYTES, PLACE_BYTES);
                assets.put(new Place(place.getLong(), place.getInt()), id);
                links.seek(StoreKeys.ofAsset(id, Long.MAX_VALUE, Integer.MAX_VALUE));
            }
        }
        return List.copyOf(assets.values());
    }

    /** The outputs that name this public key, in the chain's order, all or only the spent or unspent ones. */
    List<OutputReference> outputs(String publicKey, Optional<Boolean> spent) {
        List<OutputReference> outputs = new ArrayList<>();
        byte[] prefix = StoreKeys.owner(publicKey);
        try (RocksIterator owned = files.iterate(Table.OWNERS)) {
            for (owned.seek(prefix); isIn(prefix, owned); owned.next()) {
                int number = ByteBuffer.wrap(owned.key()).getInt(prefix.length + PLACE_BYTES);
                OutputReference output = new OutputReference(StoreKeys.id(owned.value(), 0), number);
                if (spent.isEmpty() || spent.get() == spenderOf(output).isPresent()) {
                    outputs.add(output);
                }
            }
        }
        return outputs;
    }

    private record Place(long height, int index) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int blocks = Long.compare(height, other.height);
            return blocks != 0 ? blocks : Integer.compare(index, other.index);
        }
    }

    private static boolean isIn(byte[] prefix, RocksIterator iterator) {
        return iterator.isValid() && StoreKeys.startsWith(iterator.key(), prefix);
    }

    private static boolean fits(byte[] link, Optional<Operation> operation) {
        return operation.isEmpty() || letter(operation.get()) == link[0];
    }

    private static byte letter(Operation operation) {
        return (byte) operation.name().charAt(0);
    }

    /** Nothing may be read or appended when this is called, nor later. */
    @Override
    public void close() {
        files.close();
    }
}
