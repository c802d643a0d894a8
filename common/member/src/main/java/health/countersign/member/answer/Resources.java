package health.countersign.member.answer;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.ChangeId;
import health.countersign.member.review.CardEntry;
import health.countersign.member.review.FhirJson;
import health.countersign.member.store.Entries.Stored;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parsed entries that were asked for last. For one thread at a time: the store's writer. */
public final class Resources {
    private record Key(ChangeId change, int place) {}

    private static final int MOST = 4_000;

    private final Map<Key, CardEntry> parsed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, CardEntry> eldest) {
            return size() > MOST;
        }
    };

    CardEntry entry(Stored stored) {
        return parsed.computeIfAbsent(new Key(stored.change(), stored.place()), key -> parse(stored));
    }

    private static CardEntry parse(Stored stored) {
        JsonNode resource = FhirJson.read(stored.body().array());
        return new CardEntry(stored.type(), stored.id(), resource, stored.section(), Optional.of(stored.change()));
    }
}
