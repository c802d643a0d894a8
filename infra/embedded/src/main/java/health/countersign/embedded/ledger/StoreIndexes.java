package health.countersign.embedded.ledger;

import health.countersign.embedded.ledger.StoreFiles.Table;
import health.countersign.ledger.Operation;
import health.countersign.ledger.Output;
import health.countersign.ledger.OutputReference;
import health.countersign.ledger.Transaction;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;

/**
 * Where transactions are found by asset and outputs by public key.
 *
 * <ul>
 *   <li>chains: asset, place → operation, id
 *   <li>owners: public key, place, output → id
 * </ul>
 */
final class StoreIndexes {
    private final StoreFiles files;

    StoreIndexes(StoreFiles files) {
        this.files = files;
    }

    void put(WriteBatch batch, Transaction tx, Place place) {
        byte[] id = StoreKeys.id(tx.id());
        byte[] link = ByteBuffer.allocate(1 + id.length)
                .put(letter(tx.operation()))
                .put(id)
                .array();
        files.put(batch, Table.CHAINS, StoreKeys.ofAsset(tx.assetId(), place), link);
        int number = 0;
        for (Output output : tx.outputs()) {
            for (String owner : output.publicKeys()) {
                files.put(batch, Table.OWNERS, StoreKeys.ofOwner(owner, place, number), id);
            }
            number++;
        }
    }

    /** The ids of an asset's transactions in the chain's order, of one operation if it is given. */
    List<String> chain(String assetId, Optional<Operation> operation) {
        return files.reading(Table.CHAINS, links -> {
            List<String> chain = new ArrayList<>();
            byte[] prefix = StoreKeys.id(assetId);
            for (links.seek(prefix); isIn(prefix, links); links.next()) {
                if (fits(links.value(), operation)) {
                    chain.add(StoreKeys.id(links.value(), 1));
                }
            }
            return chain;
        });
    }

    /** The id of the last of them. */
    Optional<String> head(String assetId, Optional<Operation> operation) {
        return files.reading(Table.CHAINS, links -> {
            byte[] prefix = StoreKeys.id(assetId);
            links.seekForPrev(StoreKeys.ofAsset(assetId, Place.LAST));
            while (isIn(prefix, links) && !fits(links.value(), operation)) {
                links.prev();
            }
            return isIn(prefix, links) ? Optional.of(StoreKeys.id(links.value(), 1)) : Optional.empty();
        });
    }

    /** The ids of all assets, in the order in which they were made. */
    List<String> assets() {
        return files.reading(Table.CHAINS, links -> {
            SortedMap<Place, String> assets = new TreeMap<>();
            links.seekToFirst();
            while (links.isValid()) {
                String id = StoreKeys.id(links.key(), 0);
                assets.put(Place.from(links.key(), StoreKeys.ID_BYTES), id);
                links.seek(StoreKeys.ofAsset(id, Place.LAST));
            }
            return List.copyOf(assets.values());
        });
    }

    /** All outputs that name this public key, in the chain's order. */
    List<OutputReference> outputs(String publicKey) {
        return files.reading(Table.OWNERS, owned -> {
            List<OutputReference> outputs = new ArrayList<>();
            byte[] prefix = StoreKeys.owner(publicKey);
            for (owned.seek(prefix); isIn(prefix, owned); owned.next()) {
                int number = ByteBuffer.wrap(owned.key()).getInt(prefix.length + Place.BYTES);
                outputs.add(new OutputReference(StoreKeys.id(owned.value(), 0), number));
            }
            return outputs;
        });
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
}
