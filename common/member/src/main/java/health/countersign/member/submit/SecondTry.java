package health.countersign.member.submit;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Header;
import health.countersign.domain.TouchKey;
import health.countersign.member.answer.ContentReader;
import health.countersign.member.answer.Reading;
import health.countersign.member.content.Content;
import health.countersign.member.own.Self;
import health.countersign.member.store.Outbox.Parcel;
import health.countersign.member.store.ProposalState;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.Session;
import health.countersign.member.store.StoredProposal;
import health.countersign.member.store.Touches;
import health.countersign.platform.http.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When two organizations give a section its first keys at once, one of them comes too late, and with it whatever it
 * proposed under its own keys. It proposes the same again under the keys that won.
 */
public final class SecondTry {
    private final Self self;
    private final Author author;
    private final InstantSource clock;

    public SecondTry(Self self, Author author, InstantSource clock) {
        this.self = self;
        this.author = author;
        this.clock = clock;
    }

    /** The proposal that takes the place of this organization's own rejected one, if it was rejected for such keys. */
    public Optional<Parcel> instead(Session session, ChangeId change) {
        return new Proposals(session)
                .find(change)
                .filter(stored -> stored.state() == ProposalState.REJECTED
                        && stored.replacedBy().isEmpty()
                        && stored.header().author().equals(self.id())
                        && lostItsKeys(session, stored.header()))
                .flatMap(stored -> submission(session, stored))
                .flatMap(submission -> sign(session, submission))
                .map(parcel -> {
                    new Proposals(session).replacedBy(change, parcel.change());
                    return parcel;
                });
    }

    private boolean lostItsKeys(Session session, Header header) {
        if (header.opensCard()) {
            return false;
        }
        return header.startsSection()
                ? startOf(session, header).isPresent()
                : header.needs().stream().anyMatch(need -> lost(session, need));
    }

    /** The start that stands, or is first to be decided. */
    private static Optional<ChangeId> startOf(Session session, Header header) {
        TouchKey keys = TouchKey.structural(header.card(), TouchKey.keys(header.section()));
        return new Touches(session).latest(header.card(), keys);
    }

    private static boolean lost(Session session, ChangeId need) {
        return new Proposals(session)
                .find(need)
                .filter(stored -> stored.state() == ProposalState.REJECTED)
                .filter(stored ->
                        stored.header().startsSection() || stored.replacedBy().isPresent())
                .isPresent();
    }

    private Optional<Submission> submission(Session session, StoredProposal stored) {
        Header header = stored.header();
        Duration left = Duration.between(clock.instant(), header.deadline());
        Reading reading = new ContentReader(self, session).read(header, stored.ciphertext());
        if (left.isNegative() || left.isZero() || !(reading instanceof Reading.Opened opened)) {
            return Optional.empty();
        }
        Content content = opened.content();
        return Optional.of(new Submission(
                header.card(),
                Optional.empty(),
                header.section(),
                content.reason(),
                content.entries(),
                Set.copyOf(content.facts()),
                content.citations(),
                Map.of(),
                requires(session, header),
                left));
    }

    private static Set<ChangeId> requires(Session session, Header header) {
        Proposals proposals = new Proposals(session);
        Set<ChangeId> requires = new HashSet<>();
        for (ChangeId need : header.requires()) {
            Optional<StoredProposal> stored = proposals.find(need);
            Optional<ChangeId> replacement = stored.flatMap(StoredProposal::replacedBy);
            boolean gone = stored.filter(each -> each.state() == ProposalState.REJECTED)
                    .isPresent();
            if (replacement.isPresent()) {
                requires.add(replacement.get());
            } else if (!gone) {
                requires.add(need);
            }
        }
        return requires;
    }

    private Optional<Parcel> sign(Session session, Submission submission) {
        try {
            return Optional.of(author.sign(session, submission));
        } catch (NotYetException | ProblemException cannotBe) {
            // What it needs is not there any more: the rejection stands, and says why.
            return Optional.empty();
        }
    }
}
