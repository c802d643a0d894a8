package health.countersign.notification;

import health.countersign.domain.MalformedException;
import health.countersign.domain.OrganizationId;
import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what somebody wants to subscribe to, from a message or from a query. */
final class SubscribeRequests {
    private static final List<String> LISTS = List.of("types", "sections", "organizations", "cards");

    private final Streams streams;

    SubscribeRequests(Streams streams) {
        this.streams = streams;
    }

    /** From the fields {@code filter} and {@code cursor} of a message, both optional. */
    Subscription.Request of(OrganizationId subscriber, Map<?, ?> message) {
        Object filter = message.get("filter");
        if (filter != null && !(filter instanceof Map<?, ?>)) {
            throw new MalformedException("/filter", "an object is missing");
        }
        Object cursor = message.get("cursor");
        if (cursor != null && !(cursor instanceof String)) {
            throw new MalformedException("/cursor", "a text is missing");
        }
        Filter read = filter == null ? Filter.EVERYTHING : streams.filters().of((Map<?, ?>) filter);
        return request(subscriber, read, Optional.ofNullable((String) cursor));
    }

    /** From a query with comma-separated {@code types}, {@code sections}, …, and {@code own} and {@code cursor}. */
    Subscription.Request of(OrganizationId subscriber, MultiMap query, Optional<String> lastEventId) {
        Map<String, Object> filter = new HashMap<>();
        LISTS.stream()
                .filter(query::contains)
                .forEach(name -> filter.put(name, Arrays.asList(query.get(name).split(",", -1))));
        if (query.contains("own")) {
            filter.put("own", Boolean.parseBoolean(query.get("own")));
        }
        Optional<String> cursor = lastEventId.or(() -> Optional.ofNullable(query.get("cursor")));
        return request(subscriber, streams.filters().of(filter), cursor);
    }

    /** Whether a query asks for a subscription at once. */
    static boolean asks(MultiMap query) {
        return query.contains("cursor")
                || query.contains("own")
                || LISTS.stream().anyMatch(query::contains);
    }

    private Subscription.Request request(OrganizationId subscriber, Filter filter, Optional<String> cursor) {
        return new Subscription.Request(filter, streams.from(subscriber, cursor.orElse(Streams.NOW)));
    }
}
