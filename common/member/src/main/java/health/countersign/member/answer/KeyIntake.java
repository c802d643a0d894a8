package health.countersign.member.answer;

import health.countersign.domain.Bytes;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Finding;
import health.countersign.domain.Header;
import health.countersign.domain.Wrap;
import health.countersign.member.keys.SectionKeys;
import health.countersign.member.own.Self;
import health.countersign.member.store.SectionKeyTable;
import health.countersign.member.store.Session;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Takes the keys that a proposal brings to this organization. */
final class KeyIntake {
    private final Self self;
    private final Session session;

    KeyIntake(Self self, Session session) {
        this.self = self;
        this.session = session;
    }

    /** Keeps the keys of a section that the change starts; grounds to refuse if they cannot be used. */
    List<Finding> take(ProposalSubmitted submitted) {
        Header header = submitted.proposal().header();
        if (!header.startsSection()) {
            return List.of();
        }
        Map<Wrap.Purpose, byte[]> keys = new EnumMap<>(Wrap.Purpose.class);
        submitted.wraps().stream()
                .filter(wrap -> wrap.reader().equals(self.id()))
                .forEach(wrap -> self.keys().wrapping().unwrap(wrap).ifPresent(key -> keys.put(wrap.purpose(), key)));
        if (keys.size() < Wrap.Purpose.values().length) {
            return List.of(Ground.KEY_UNUSABLE.finding());
        }
        SectionKeys brought =
                new SectionKeys(Bytes.of(keys.get(Wrap.Purpose.INDEX)), Bytes.of(keys.get(Wrap.Purpose.SECTION)));
        new SectionKeyTable(session)
                .add(
                        header.card(),
                        header.section(),
                        new SectionKeyTable.Brought(submitted.proposal().id(), brought));
        return List.of();
    }
}
