package health.countersign.validator.stream;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/** RocksDB with buffers for a few lanes on a small machine; the defaults take 100 MB for each. */
public final class SmallStores implements RocksDBConfigSetter {
    private static final long WRITE_BUFFER = 8L * 1024 * 1024;
    private static final int WRITE_BUFFERS = 2;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    }

    @Override
    public void close(String storeName, Options options) {
        // nothing was opened
    }
}
