package health.countersign.embedded.ledger;

import health.countersign.domain.CanonicalJson;
import health.countersign.ledger.Asset;
import health.countersign.ledger.Transaction;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Search in the texts of asset data and metadata: whole words in any case, any one of them is enough. No stems, no
 * phrases, no exclusions, no index: it reads the chain, so it is for looking around, not for serving.
 */
final class TextSearch {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int MOST_BYTES = 32 << 20;

    private final LedgerStore store;
    /** A search reads the whole chain: the workers are there for transactions. */
    private final Semaphore one = new Semaphore(1);

    TextSearch(LedgerStore store) {
        this.store = store;
    }

    /** {@code [{"data":…,"id":…}]} of the assets whose data hold a word; all if {@code limit} is 0. */
    byte[] assets(String words, int limit) {
        return find(store.indexes().assets().stream(), "data", TextSearch::data, words, limit);
    }

    /** {@code [{"id":…,"metadata":…}]} of the transactions whose metadata hold a word. */
    byte[] metadata(String words, int limit) {
        Stream<String> ids =
                LongStream.rangeClosed(1, store.height()).mapToObj(store::block).flatMap(List::stream);
        return find(ids, "metadata", Transaction::metadata, words, limit);
    }

    private byte[] find(Stream<String> ids, String field, Function<Transaction, Object> part, String words, int limit) {
        if (!one.tryAcquire()) {
            throw new Acceptance.NotTakenException(503, "another search is under way: try again");
        }
        try {
            return read(ids, field, part, words, limit);
        } finally {
            one.release();
        }
    }

    private byte[] read(Stream<String> ids, String field, Function<Transaction, Object> part, String words, int limit) {
        Set<String> wanted = words(words).collect(Collectors.toSet());
        List<byte[]> found = new ArrayList<>();
        long bytes = 0;
        for (Iterator<String> each = ids.iterator(); each.hasNext() && (limit == 0 || found.size() < limit); ) {
            Transaction tx = Transaction.of(store.bytes(each.next()).orElseThrow());
            if (hasAny(part.apply(tx), wanted)) {
                byte[] next = CanonicalJson.bytes(Map.of("id", tx.id(), field, part.apply(tx)));
                bytes += next.length;
                requireBounded(bytes);
                found.add(next);
            }
        }
        return JsonArrays.of(found);
    }

    private static Object data(Transaction tx) {
        return tx.body().asset() instanceof Asset.Created created ? created.data() : null;
    }

    private static boolean hasAny(Object tree, Set<String> wanted) {
        if (tree instanceof Map<?, ?> map) {
            return map.values().stream().anyMatch(value -> hasAny(value, wanted));
        }
        if (tree instanceof List<?> list) {
            return list.stream().anyMatch(value -> hasAny(value, wanted));
        }
        return tree instanceof String text && words(text).anyMatch(wanted::contains);
    }

    private static Stream<String> words(String text) {
        return BETWEEN_WORDS.splitAsStream(text.toLowerCase(Locale.ROOT)).filter(word -> !word.isEmpty());
    }

    private static void requireBounded(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new Acceptance.NotTakenException(400, "(OperationError): too much is found: give a limit");
        }
    }
}
