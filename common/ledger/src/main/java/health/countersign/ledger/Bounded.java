package health.countersign.ledger;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Remembers the answers that were asked for last, and no more than so many. */
final class Bounded<K, V> {
    private final Map<K, V> answers;

    Bounded(int most) {
        this.answers = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    void put(K question, V answer) {
        synchronized (answers) {
            answers.put(question, answer);
        }
    }

    /** The remembered answer, or the one that is worked out now (by two threads at once perhaps). */
    V get(K question, Function<K, V> answer) {
        synchronized (answers) {
            V known = answers.get(question);
            if (known != null) {
                return known;
            }
        }
        V found = answer.apply(question);
        put(question, found);
        return found;
    }
}
