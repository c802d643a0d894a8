package health.countersign.domain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A lane's state with further changes on top of what lies beneath: the earlier changes of a batch while it is checked,
 * or a whole lane from its genesis on.
 */
public final class LaneOverlay implements LaneState {
    private record CardKey(CardId card, TouchKey key) {}

    private final LaneState beneath;
    private final Set<ChangeId> committed = new HashSet<>();
    private final Map<CardKey, ChangeId> current = new HashMap<>();
    private final Map<CardId, Parties> parties = new HashMap<>();
    private String head;
    private long seq;

    public LaneOverlay(LaneState beneath) {
        this.beneath = beneath;
        this.head = beneath.head();
        this.seq = beneath.seq();
    }

    /** A lane of which only the genesis is there. */
    public static LaneOverlay genesis(int lane, String transaction) {
        return new LaneOverlay(new Genesis(lane, transaction));
    }

    /** The change moves the versions of what it touches. */
    public void apply(Proposal change) {
        Header header = change.header();
        committed.add(change.id());
        header.touches().forEach(touch -> current.put(new CardKey(header.card(), touch.key()), change.id()));
        if (header.opensCard()) {
            parties.put(header.card(), header.parties());
        }
    }

    /** The lane goes on: its head is now this transaction. */
    public void advance(String transaction) {
        head = transaction;
        seq++;
    }

    @Override
    public int lane() {
        return beneath.lane();
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
        return committed.contains(change) || beneath.committed(change);
    }

    @Override
    public Optional<ChangeId> current(CardId card, TouchKey key) {
        return Optional.ofNullable(current.get(new CardKey(card, key))).or(() -> beneath.current(card, key));
    }

    @Override
    public Optional<Parties> parties(CardId card) {
        return Optional.ofNullable(parties.get(card)).or(() -> beneath.parties(card));
    }

    private record Genesis(int lane, String head) implements LaneState {
        @Override
        public long seq() {
            return 0;
        }

        @Override
        public boolean committed(ChangeId change) {
            return false;
        }

        @Override
        public Optional<ChangeId> current(CardId card, TouchKey key) {
            return Optional.empty();
        }

        @Override
        public Optional<Parties> parties(CardId card) {
            return Optional.empty();
        }
    }
}
