package health.countersign.validator.lane;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Header;
import health.countersign.domain.Touch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who waits for what: endorsed changes for their batch, open ones for their deadline, for what they need, and for each
 * other over what they touch.
 */
final class Waiting {
    private static final String QUEUE = "queue|";
    private static final String DUE = "due|";
    private static final String CLAIM = "claim|";
    private static final String NEEDED = "needed|";

    private final Table table;
    private final NavigableMap<Long, ChangeId> queue = new TreeMap<>();
    private final NavigableMap<Long, Set<ChangeId>> due = new TreeMap<>();

    Waiting(Table table) {
        this.table = table;
        table.scan(QUEUE, (key, id) -> queue.put(number(key, QUEUE), new ChangeId((String) id)));
        table.scan(DUE, (key, id) -> dueAt(number(key, DUE)).add(new ChangeId((String) id)));
    }

    /**
     * A proposal came: it waits for its deadline, and others have to reckon with it.
     *
     * @param unmet what it needs and what is not yet committed
     */
    void add(OpenChange change, Collection<ChangeId> unmet) {
        Header header = change.header();
        long millis = header.deadline().toEpochMilli();
        dueAt(millis).add(change.id());
        table.put(dueKey(millis, change.id()), change.id().hex());
        header.touches().forEach(touch -> change(claim(header.card(), touch), change.id(), true));
        unmet.forEach(need -> change(NEEDED + need, change.id(), true));
    }

    /** Its quorum is complete: no deadline any more, but a place in the queue. */
    void endorsed(OpenChange change) {
        removeDue(change);
        long order = change.endorsed().orElseThrow();
        queue.put(order, change.id());
        table.put(QUEUE + padded(order), change.id().hex());
    }

    /** It is committed: what needs it need not wait for it any more. */
    void met(ChangeId id) {
        if (table.get(NEEDED + id).isPresent()) {
            table.remove(NEEDED + id);
        }
    }

    /** It ended: nothing waits for it any more but what needed it. */
    void remove(OpenChange change) {
        Header header = change.header();
        removeDue(change);
        change.endorsed().ifPresent(order -> {
            queue.remove(order);
            table.remove(QUEUE + padded(order));
        });
        header.touches().forEach(touch -> change(claim(header.card(), touch), change.id(), false));
        header.needs().forEach(need -> change(NEEDED + need, change.id(), false));
    }

    /** Endorsed changes, the one whose quorum was complete first at the front. */
    List<ChangeId> queue() {
        return List.copyOf(queue.values());
    }

    int endorsed() {
        return queue.size();
    }

    /** Proposals without a quorum whose deadline lies before this. */
    List<ChangeId> dueBefore(Instant now) {
        List<ChangeId> ids = new ArrayList<>();
        due.headMap(now.toEpochMilli(), false).values().forEach(ids::addAll);
        return ids;
    }

    Optional<Instant> nextDeadline() {
        return due.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(due.firstKey()));
    }

    /** Open changes that touch this key on this base. */
    List<ChangeId> claimants(CardId card, Touch touch) {
        return ids(claim(card, touch));
    }

    /** Open changes that need this one. */
    List<ChangeId> needing(ChangeId id) {
        return ids(NEEDED + id);
    }

    private void removeDue(OpenChange change) {
        long millis = change.header().deadline().toEpochMilli();
        Set<ChangeId> at = due.get(millis);
        if (at != null && at.remove(change.id())) {
            if (at.isEmpty()) {
                due.remove(millis);
            }
            table.remove(dueKey(millis, change.id()));
        }
    }

    private Set<ChangeId> dueAt(long millis) {
        return due.computeIfAbsent(millis, key -> new TreeSet<>());
    }

    private List<ChangeId> ids(String key) {
        return table.get(key)
                .map(tree -> ((List<?>) tree)
                        .stream().map(item -> new ChangeId((String) item)).toList())
                .orElse(List.of());
    }

    private void change(String key, ChangeId id, boolean there) {
        List<String> ids = new ArrayList<>();
        ids(key).forEach(each -> ids.add(each.hex()));
        if (ids.contains(id.hex()) == there) {
            return;
        }
        if (there) {
            ids.add(id.hex());
        } else {
            ids.remove(id.hex());
        }
        if (ids.isEmpty()) {
            table.remove(key);
        } else {
            table.put(key, ids);
        }
    }

    private static String claim(CardId card, Touch touch) {
        return CLAIM + CommittedLane.onBase(card, touch);
    }

    private static String dueKey(long millis, ChangeId id) {
        return DUE + padded(millis) + "|" + id;
    }

    private static String padded(long number) {
        return "%016x".formatted(number);
    }

    private static long number(String key, String prefix) {
        return Long.parseUnsignedLong(key.substring(prefix.length(), prefix.length() + 16), 16);
    }
}
