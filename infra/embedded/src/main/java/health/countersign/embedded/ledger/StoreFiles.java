package health.countersign.embedded.ledger;

import health.countersign.embedded.EmbeddedStartException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** RocksDB as the ledger uses it: a few tables, and writes that are on the disk when they return. */
final class StoreFiles implements AutoCloseable {
    /** The tables; what their keys and values are stands in {@link LedgerStore}. */
    enum Table {
        TRANSACTIONS,
        BLOCKS,
        SPENDS,
        OWNERS,
        CHAINS
    }

    private static final byte[] FORMAT = "format".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FORMAT_1 = "1".getBytes(StandardCharsets.US_ASCII);
    private static final int MEBIBYTE = 1 << 20;
    private static final int LARGE_VALUE = 4096;

    private final DBOptions options = new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(2)
            .setMaxOpenFiles(256)
            .setMaxTotalWalSize(64L * MEBIBYTE)
            // A torn last write is one that nobody was told of; anything else that is broken must not pass in silence.
            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords);
    private final ColumnFamilyOptions tableOptions = new ColumnFamilyOptions()
            .setWriteBufferSize(8L * MEBIBYTE)
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setEnableBlobFiles(true)
            .setMinBlobSize(LARGE_VALUE)
            .setBlobCompressionType(CompressionType.LZ4_COMPRESSION);
    private final WriteOptions durable = new WriteOptions().setSync(true);
    private final Map<Table, ColumnFamilyHandle> tables = new EnumMap<>(Table.class);
    private final List<ColumnFamilyHandle> handles = new ArrayList<>();
    /** RocksDB takes the whole program down if it is used after it is closed. */
    private final ReadWriteLock use = new ReentrantReadWriteLock();

    private final RocksDB db;
    private boolean closed;

    private StoreFiles(Path directory) throws RocksDBException {
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        families.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, tableOptions));
        for (Table table : Table.values()) {
            byte[] name = table.name().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.US_ASCII);
            families.add(new ColumnFamilyDescriptor(name, tableOptions));
        }
        db = RocksDB.open(options, directory.toString(), families, handles);
        int next = 1;
        for (Table table : Table.values()) {
            tables.put(table, handles.get(next++));
        }
    }

    /**
     * Opens the store, or makes an empty one.
     *
     * @throws EmbeddedStartException if it is damaged, or of a format that this program does not know
     */
    static StoreFiles open(Path directory) {
        RocksDB.loadLibrary();
        try {
            Files.createDirectories(directory);
            StoreFiles files = new StoreFiles(directory);
            files.checkFormat(directory);
            return files;
        } catch (IOException | RocksDBException e) {
            throw new EmbeddedStartException("cannot open the ledger in " + directory + ": " + e.getMessage(), e);
        }
    }

    private void checkFormat(Path directory) throws RocksDBException {
        byte[] format = db.get(FORMAT);
        if (format == null) {
            db.put(durable, FORMAT, FORMAT_1);
        } else if (!Arrays.equals(format, FORMAT_1)) {
            close();
            throw new EmbeddedStartException("the ledger in " + directory + " was written by another version");
        }
    }

    Optional<byte[]> get(Table table, byte[] key) {
        return using(() -> Optional.ofNullable(db.get(tables.get(table), key)));
    }

    <T> T reading(Table table, Function<RocksIterator, T> read) {
        return using(() -> {
            try (RocksIterator iterator = db.newIterator(tables.get(table))) {
                T value = read.apply(iterator);
                iterator.status();
                return value;
            }
        });
    }

    void put(WriteBatch batch, Table table, byte[] key, byte[] value) {
        try {
            batch.put(tables.get(table), key, value);
        } catch (RocksDBException e) {
            throw new StoreFailure(e);
        }
    }

    /** All of the batch or nothing; on the disk when it returns. */
    void write(WriteBatch batch) {
        using(() -> {
            db.write(durable, batch);
            return null;
        });
    }

    private <T> T using(Work<T> work) {
        use.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the ledger is closed");
            }
            return work.run();
        } catch (RocksDBException e) {
            throw new StoreFailure(e);
        } finally {
            use.readLock().unlock();
        }
    }

    /** Waits for what is under way; what comes later fails. */
    @Override
    public void close() {
        use.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                handles.forEach(ColumnFamilyHandle::close);
                db.close();
                durable.close();
                tableOptions.close();
                options.close();
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    private interface Work<T> {
        T run() throws RocksDBException;
    }

    /** The disk, or what is on it, failed. */
    static final class StoreFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        StoreFailure(RocksDBException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
