package health.countersign.member.answer;

import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Finding;
import health.countersign.domain.Header;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import health.countersign.member.own.Self;
import health.countersign.member.store.Cards;
import health.countersign.member.store.Changes;
import health.countersign.member.store.ProposalState;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.Session;
import health.countersign.member.store.StoredProposal.Summary;
import health.countersign.member.store.Touches;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What everybody can check, reader or not, against what is committed and what stands in the log before. */
final class HeaderReview {
    private static final Duration LONGEST = Duration.ofDays(30);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(10);

    private final Self self;
    private final Session session;

    HeaderReview(Self self, Session session) {
        this.self = self;
        this.session = session;
    }

    /** Grounds to refuse, none if the header stands. */
    List<Finding> review(Header header, Instant appended) {
        List<Finding> findings = new ArrayList<>();
        terms(header).ifPresent(ground -> findings.add(ground.finding()));
        deadline(header, appended).ifPresent(ground -> findings.add(ground.finding()));
        card(header).ifPresent(ground -> findings.add(ground.finding()));
        requirements(header).ifPresent(ground -> findings.add(ground.finding()));
        header.touches().stream()
                .map(touch -> base(header.card(), touch))
                .flatMap(Optional::stream)
                .findFirst()
                .ifPresent(ground -> findings.add(ground.finding()));
        return findings;
    }

    private Optional<Ground> terms(Header header) {
        if (!header.consortium().equals(self.document().version())) {
            return Optional.of(Ground.CONSORTIUM_CHANGED);
        }
        if (!self.check().policies().names(header)) {
            return Optional.of(Ground.POLICY_OTHER);
        }
        boolean entitled = self.document().writes(header.author(), header.section())
                && header.parties().include(header.author());
        return entitled ? Optional.empty() : Optional.of(Ground.AUTHOR_NOT_ENTITLED);
    }

    private static Optional<Ground> deadline(Header header, Instant appended) {
        if (header.deadline().isAfter(appended.plus(LONGEST).plus(CLOCKS_DIFFER))) {
            return Optional.of(Ground.DEADLINE_TOO_FAR);
        }
        return header.deadline().isBefore(appended) ? Optional.of(Ground.DEADLINE_PASSED) : Optional.empty();
    }

    private Optional<Ground> card(Header header) {
        TouchKey opening = TouchKey.structural(header.card(), TouchKey.CARD);
        if (header.opensCard()) {
            boolean first = header.section() == Section.IDENTITY && header.startsSection();
            return first ? Optional.empty() : Optional.of(Ground.CARD_NOT_OPEN);
        }
        if (header.touches().stream().anyMatch(touch -> touch.key().equals(opening))) {
            return Optional.of(Ground.CARD_ALREADY_OPEN);
        }
        Optional<Parties> parties = new Cards(session).partiesSoon(header.card());
        if (parties.isEmpty()) {
            return Optional.of(Ground.CARD_NOT_OPEN);
        }
        if (!parties.get().equals(header.parties())) {
            return Optional.of(Ground.PARTIES_DIFFER);
        }
        return sectionHasKeys(header) ? Optional.empty() : Optional.of(Ground.SECTION_WITHOUT_KEYS);
    }

    private boolean sectionHasKeys(Header header) {
        TouchKey keys = TouchKey.structural(header.card(), TouchKey.keys(header.section()));
        Touches touches = new Touches(session);
        return header.startsSection()
                || touches.current(header.card(), keys).isPresent()
                || header.needs().stream().anyMatch(need -> touches.pending(header.card(), keys, need));
    }

    private Optional<Ground> requirements(Header header) {
        Optional<Ground> worst = Optional.empty();
        for (ChangeId need : header.needs()) {
            Optional<Ground> ground = requirement(need, header.card());
            if (ground.filter(Ground.UNKNOWN_REQUIREMENT::equals).isPresent()) {
                return ground;
            }
            worst = worst.or(() -> ground);
        }
        return worst;
    }

    private Optional<Ground> requirement(ChangeId need, CardId card) {
        Optional<Summary> known = new Proposals(session)
                .summary(need)
                .filter(summary -> summary.card().equals(card));
        if (known.isEmpty()) {
            return committedOn(need, card) ? Optional.empty() : Optional.of(Ground.UNKNOWN_REQUIREMENT);
        }
        ProposalState state = known.get().state();
        if (state.isKnown()) {
            return Optional.empty();
        }
        return Optional.of(state.isFinal() ? Ground.REQUIREMENT_REJECTED : Ground.UNKNOWN_REQUIREMENT);
    }

    private boolean committedOn(ChangeId need, CardId card) {
        return new Changes(session)
                .find(need)
                .filter(change -> change.evidence().header().card().equals(card))
                .isPresent();
    }

    private Optional<Ground> base(CardId card, Touch touch) {
        Touches touches = new Touches(session);
        Optional<ChangeId> current = touches.current(card, touch.key());
        if (current.equals(touch.base())) {
            return Optional.empty();
        }
        if (touch.base().isEmpty()) {
            return Optional.of(Ground.STALE_BASE);
        }
        ChangeId base = touch.base().get();
        if (touches.pending(card, touch.key(), base)) {
            return Optional.empty();
        }
        return Optional.of(new Changes(session).committed(base) ? Ground.STALE_BASE : Ground.UNKNOWN_BASE);
    }
}
