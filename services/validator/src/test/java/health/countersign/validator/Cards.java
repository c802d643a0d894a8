package health.countersign.validator;

import health.countersign.domain.CardId;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.domain.TouchKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Proposals of whole cards, each built on those before without waiting. */
final class Cards {
    private static final Duration TIME = Duration.ofHours(1);

    private Cards() {}

    /** A card that is opened, gets medical keys and so many entries, in an order in which they may be sent. */
    static List<Proposal> card(Members members, int entries) {
        CardId card = CardId.random();
        Instant deadline = Instant.now().plus(TIME);
        List<Proposal> proposals = new ArrayList<>();
        Proposal opening = members.opening(card, deadline);
        Proposal keys = members.proposal(
                Members.NORTH,
                card,
                Section.MEDICAL,
                List.of(Members.touch(card, TouchKey.keys(Section.MEDICAL), null)),
                List.of(opening.id()),
                deadline);
        proposals.add(opening);
        proposals.add(keys);
        for (int i = 0; i < entries; i++) {
            proposals.add(members.proposal(
                    Members.NORTH,
                    card,
                    Section.MEDICAL,
                    List.of(Members.touch(card, "Observation/" + i, null)),
                    List.of(keys.id()),
                    deadline));
        }
        return proposals;
    }

    /** A card of this lane. */
    static List<Proposal> cardOf(Members members, int lane, int entries) {
        List<Proposal> proposals = card(members, entries);
        while (proposals.get(0).header().card().lane(members.document().lanes()) != lane) {
            proposals = card(members, entries);
        }
        return proposals;
    }
}
