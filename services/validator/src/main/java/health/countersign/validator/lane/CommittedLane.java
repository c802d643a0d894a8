package health.countersign.validator.lane;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Fields;
import health.countersign.domain.Header;
import health.countersign.domain.LaneState;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the ledger says of the lane, as far as its outcomes have been heard. */
final class CommittedLane implements LaneState {
    private static final String HEAD = "head";
    private static final String CURRENT = "current|";
    private static final String NEXT = "next|";
    private static final String PARTIES = "parties|";

    private final Table table;
    private final Changes changes;
    private final int lane;
    private String head;
    private long seq;

    CommittedLane(Table table, Changes changes, int lane, String genesis) {
        this.table = table;
        this.changes = changes;
        this.lane = lane;
        Optional<Fields> stored = table.get(HEAD).map(Fields::of);
        this.head = stored.map(fields -> fields.string("transaction")).orElse(genesis);
        this.seq = stored.map(fields -> fields.integer("seq")).orElse(0L);
    }

    void advance(LedgerPosition position) {
        head = position.transaction();
        seq = position.seq();
        table.put(HEAD, Map.of("transaction", head, "seq", seq));
    }

    /** The change is committed: the versions of what it touches move. */
    void apply(ChangeId id, Header header) {
        CardId card = header.card();
        for (Touch touch : header.touches()) {
            table.put(CURRENT + card + "|" + touch.key(), id.hex());
            table.put(NEXT + onBase(card, touch), id.hex());
        }
        if (header.opensCard()) {
            Optional<List<OrganizationId>> listed = header.parties().listed();
            table.put(
                    PARTIES + card,
                    Map.of(
                            "all",
                            listed.isEmpty(),
                            "listed",
                            listed.orElse(List.of()).stream()
                                    .map(OrganizationId::value)
                                    .toList()));
        }
    }

    /** The committed change that took this key on from this base. */
    Optional<ChangeId> next(CardId card, Touch touch) {
        return table.get(NEXT + onBase(card, touch)).map(id -> new ChangeId((String) id));
    }

    static String onBase(CardId card, Touch touch) {
        return card + "|" + touch.key() + "|" + touch.base().map(ChangeId::hex).orElse("");
    }

    @Override
    public int lane() {
        return lane;
    }

    @Override
    public String head() {
        return head;
    }

    @Override
    public long seq() {
        return seq;
    }

    @Override
    public boolean committed(ChangeId change) {
        return changes.ending(change).map(Ending::committed).orElse(false);
    }

    @Override
    public Optional<ChangeId> current(CardId card, TouchKey key) {
        return table.get(CURRENT + card + "|" + key).map(id -> new ChangeId((String) id));
    }

    @Override
    public Optional<Parties> parties(CardId card) {
        return table.get(PARTIES + card).map(tree -> {
            Fields fields = Fields.of(tree);
            List<OrganizationId> listed = fields.list("listed", item -> new OrganizationId((String) item));
            return fields.bool("all") ? Parties.ALL : Parties.of(listed);
        });
    }
}
