package health.countersign.validator.lane;

import health.countersign.domain.Event;
import health.countersign.domain.Event.BatchObjected;
import health.countersign.domain.Event.BatchSealed;
import health.countersign.domain.EventTree;
import health.countersign.domain.Fields;
import health.countersign.domain.Objection;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Seal;
import health.countersign.ledger.LaneTransactions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Remembers the one batch in flight, the seals and objections to it, and what was assembled of them. */
final class Flight {
    /** A transaction of this id, with the seals of these. */
    record Assembled(String id, List<OrganizationId> sealedBy) {
        private Object tree() {
            return Map.of(
                    "id",
                    id,
                    "sealedBy",
                    sealedBy.stream().map(OrganizationId::value).toList());
        }

        private static Assembled of(Object tree) {
            Fields fields = Fields.of(tree);
            return new Assembled(
                    fields.string("id"), fields.list("sealedBy", item -> new OrganizationId((String) item)));
        }
    }

    private static final String DRAFT = "draft";
    private static final String ASSEMBLED = "assembled";
    private static final String SEAL = "seal|";
    private static final String OBJECTION = "objection|";
    private static final String DROPPED = "dropped|";
    private static final String ATTEMPT = "attempt";

    private final Table table;
    private Optional<InFlight> current;

    Flight(Table table, LaneTransactions transactions, String laneId) {
        this.table = table;
        this.current = table.get(DRAFT).map(tree -> InFlight.of(tree, transactions, laneId));
    }

    Optional<InFlight> current() {
        return current;
    }

    void begin(InFlight next) {
        current = Optional.of(next);
        table.put(DRAFT, next.tree());
        attempted(
                next.position().seq(),
                next.position().attempt(),
                setbacks(next.position().seq()));
    }

    /** Nothing is in flight any more. */
    void end() {
        if (current.isPresent()) {
            current = Optional.empty();
            table.remove(DRAFT);
            table.remove(ASSEMBLED);
            clear(SEAL);
            clear(OBJECTION);
            clear(DROPPED);
        }
    }

    /** The transaction that was assembled, and of which the ledger has not yet spoken. */
    Optional<Assembled> assembled() {
        return table.get(ASSEMBLED).map(Assembled::of);
    }

    void assembled(Assembled assembled) {
        table.put(ASSEMBLED, assembled.tree());
    }

    void disassembled() {
        table.remove(ASSEMBLED);
    }

    /** How many drafts there were for this place in the lane. */
    int attempts(long seq) {
        return counter(seq, "attempts");
    }

    /** How many of them failed without a change to blame. */
    int setbacks(long seq) {
        return counter(seq, "setbacks");
    }

    void setBack(long seq) {
        attempted(seq, attempts(seq), setbacks(seq) + 1);
    }

    void seal(Seal seal) {
        table.put(SEAL + seal.organization(), EventTree.of(new BatchSealed(seal)));
    }

    Map<OrganizationId, Seal> seals() {
        Map<OrganizationId, Seal> seals = new TreeMap<>();
        events(SEAL).forEach(event -> {
            Seal seal = ((BatchSealed) event).seal();
            seals.put(seal.organization(), seal);
        });
        return seals;
    }

    void object(Objection objection) {
        table.put(OBJECTION + objection.organization(), EventTree.of(new BatchObjected(objection)));
    }

    Map<OrganizationId, Objection> objections() {
        Map<OrganizationId, Objection> objections = new TreeMap<>();
        events(OBJECTION).forEach(event -> {
            Objection objection = ((BatchObjected) event).objection();
            objections.put(objection.organization(), objection);
        });
        return objections;
    }

    /** The seal of this organization made the ledger refuse; it is not used again for this draft. */
    void drop(OrganizationId organization) {
        table.remove(SEAL + organization);
        table.put(DROPPED + organization, organization.value());
    }

    boolean dropped(OrganizationId organization) {
        return table.get(DROPPED + organization).isPresent();
    }

    private int counter(long seq, String name) {
        return table.get(ATTEMPT)
                .map(Fields::of)
                .filter(fields -> fields.integer("seq") == seq)
                .map(fields -> fields.index(name, Integer.MAX_VALUE))
                .orElse(0);
    }

    private void attempted(long seq, int attempts, int setbacks) {
        table.put(ATTEMPT, Map.of("seq", seq, "attempts", (long) attempts, "setbacks", (long) setbacks));
    }

    private List<Event> events(String prefix) {
        List<Event> events = new ArrayList<>();
        table.scan(prefix, (key, tree) -> events.add(EventTree.read(tree)));
        return events;
    }

    private void clear(String prefix) {
        List<String> keys = new ArrayList<>();
        table.scan(prefix, (key, tree) -> keys.add(key));
        keys.forEach(table::remove);
    }
}
