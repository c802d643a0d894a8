package health.countersign.member.submit;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.ContentReference;
import health.countersign.domain.Digest;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Header;
import health.countersign.domain.Nonce;
import health.countersign.domain.Parties;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.domain.TouchKey;
import health.countersign.domain.UnsatisfiablePolicyException;
import health.countersign.domain.Wrap;
import health.countersign.member.answer.Resources;
import health.countersign.member.answer.StoredCard;
import health.countersign.member.content.Content;
import health.countersign.member.content.ContentCipher;
import health.countersign.member.content.ContentLeaves;
import health.countersign.member.keys.SectionKeys;
import health.countersign.member.keys.SectionStart;
import health.countersign.member.own.Self;
import health.countersign.member.store.Cards;
import health.countersign.member.store.ContentState;
import health.countersign.member.store.Entries;
import health.countersign.member.store.Outbox;
import health.countersign.member.store.Outbox.Parcel;
import health.countersign.member.store.ProposalState;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.SectionKeyTable;
import health.countersign.member.store.Session;
import health.countersign.member.store.Touches;
import health.countersign.platform.http.Problem;
import health.countersign.platform.http.Problems;
import health.countersign.platform.log.EventCodec;
import health.countersign.platform.log.EventLog;
import health.countersign.platform.log.RecordTooLargeException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns a submission into a signed proposal, on the store's writer, so that each sees what was signed before. */
public final class Author {
    private static final byte[] NOTHING = {};

    private final Self self;
    private final Resources resources;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Author(Self self, Resources resources, InstantSource clock) {
        this.self = self;
        this.resources = resources;
        this.clock = clock;
    }

    /** The keys of a section: those that a change brought, or fresh ones with their wraps. */
    private record Access(SectionKeys keys, List<Wrap> wraps, Optional<ChangeId> broughtBy) {}

    /**
     * Signs a proposal and keeps it with everything that it makes, to be sent.
     *
     * @throws NotYetException if something that it needs may still come
     * @throws health.countersign.platform.http.ProblemException if it cannot be
     */
    public Parcel sign(Session session, Submission submission) {
        try {
            return propose(session, submission);
        } catch (IllegalArgumentException e) {
            throw Problem.of(
                            422,
                            "change-malformed",
                            "This makes no change",
                            "A change holds 1 to 250 entries and at most 256 touched things, each once,"
                                    + " and a reason of at most 2,000 characters.")
                    .exception();
        }
    }

    private Parcel propose(Session session, Submission submission) {
        Parties parties = parties(session, submission);
        Section section = submission.section();
        requireEntitled(section, parties);
        StoredCard card = StoredCard.forAuthor(self, session, resources, submission.card());
        List<JsonNode> read =
                submission.entries().stream().map(Content.Entry::resource).toList();
        TouchPlan plan = new TouchPlan(session, card, submission);
        Set<String> facts = plan.facts(read);
        Set<ChangeId> requires = new Requirements(self, session, card, submission).of(read);
        requireBasesTouched(submission, facts);
        Access access = access(session, submission, parties);
        latestOpening(session, submission.card()).ifPresent(requires::add);
        access.broughtBy().ifPresent(requires::add);

        Content content = Content.of(submission.reason(), submission.entries(), facts, submission.citations());
        Instant deadline = clock.instant().plus(submission.deadline());
        Header draft = new Header(
                self.document().version(),
                submission.card(),
                section,
                self.id(),
                parties,
                plan.touches(access.keys(), facts, structural(submission, access)),
                List.copyOf(new TreeSet<>(requires)),
                ContentLeaves.of(content, read).commitment(),
                new ContentReference(Digest.of(NOTHING), access.keys().sectionKeyId()),
                self.document().terms(section).orElseThrow().policy().text(),
                deadline,
                nonce());
        Bytes ciphertext = ContentCipher.encrypt(access.keys().section().array(), draft, content.bytes());
        Header header = with(
                draft, new ContentReference(ciphertext.digest(), access.keys().sectionKeyId()));
        Proposal proposal = new Proposal(header, self.sign(Proposal.signedBytes(header)));
        return keep(session, new ProposalSubmitted(proposal, ciphertext, access.wraps()), content, access.keys());
    }

    private Parcel keep(Session session, ProposalSubmitted submitted, Content content, SectionKeys keys) {
        Proposal proposal = submitted.proposal();
        Header header = proposal.header();
        byte[] record = EventCodec.encode(List.of(submitted));
        if (record.length > EventLog.MAX_RECORD_BYTES) {
            throw new RecordTooLargeException(record.length);
        }
        Parcel parcel = new Parcel(proposal.id(), self.lane(header.card()), header.card(), Bytes.of(record));
        new Outbox(session).add(parcel);
        new Proposals(session)
                .add(
                        proposal,
                        ProposalState.SUBMITTED,
                        ContentState.OPEN,
                        Optional.empty(),
                        Optional.of(submitted.ciphertext()));
        new Entries(session).add(proposal, content);
        if (header.startsSection()) {
            new SectionKeyTable(session)
                    .add(header.card(), header.section(), new SectionKeyTable.Brought(proposal.id(), keys));
        }
        return parcel;
    }

    private Parties parties(Session session, Submission submission) {
        if (submission.opens().isEmpty()) {
            return new Cards(session).partiesSoon(submission.card()).orElseThrow(NotYetException::card);
        }
        Parties parties = submission.opens().get();
        boolean members = parties.listed().stream()
                .flatMap(List::stream)
                .allMatch(id -> self.document().organization(id).isPresent());
        if (!members || submission.section() != Section.IDENTITY) {
            throw Problem.of(
                            422,
                            "card-not-opened",
                            "This does not open a card",
                            "A card is opened with entries of section identity, by parties that are members.")
                    .exception();
        }
        return parties;
    }

    private void requireEntitled(Section section, Parties parties) {
        if (!self.document().writes(self.id(), section) || !parties.include(self.id())) {
            throw Problems.forbidden(self.id() + " does not write section " + section + " of this card.")
                    .exception();
        }
        try {
            self.document().resolve(section, parties, self.id());
        } catch (UnsatisfiablePolicyException e) {
            throw Problem.of(
                            422,
                            "policy-unsatisfiable",
                            "Nobody could approve this",
                            "With these parties the policy of section " + section + " cannot be satisfied: "
                                    + e.getMessage() + ".")
                    .exception();
        }
    }

    private static void requireBasesTouched(Submission submission, Set<String> facts) {
        Set<String> touched = new HashSet<>(facts);
        submission.entries().forEach(entry -> touched.add(entry.name()));
        if (!touched.containsAll(submission.bases().keySet())) {
            throw Problem.of(
                            422,
                            "base-untouched",
                            "A base of nothing",
                            "'bases' names something that the change does not touch.")
                    .exception();
        }
    }

    private Access access(Session session, Submission submission, Parties parties) {
        CardId card = submission.card();
        Section section = submission.section();
        Optional<ChangeId> start = new Touches(session).latest(card, TouchKey.structural(card, TouchKey.keys(section)));
        if (start.isPresent()) {
            SectionKeys keys = new SectionKeyTable(session)
                    .of(card, section, start.get())
                    .orElseThrow(NotYetException::card)
                    .keys();
            return new Access(keys, List.of(), start);
        }
        SectionStart fresh = SectionStart.make(
                self.document(), card, section, parties, self.id(), self.keys().approval());
        return new Access(fresh.keys(), fresh.wraps(), Optional.empty());
    }

    private static Optional<ChangeId> latestOpening(Session session, CardId card) {
        return new Touches(session).latest(card, TouchKey.structural(card, TouchKey.CARD));
    }

    private static List<String> structural(Submission submission, Access access) {
        if (access.broughtBy().isPresent()) {
            return List.of();
        }
        String keys = TouchKey.keys(submission.section());
        return submission.opens().isPresent() ? List.of(TouchKey.CARD, keys) : List.of(keys);
    }

    private Nonce nonce() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return Nonce.of(bytes);
    }

    private static Header with(Header draft, ContentReference content) {
        return new Header(
                draft.consortium(),
                draft.card(),
                draft.section(),
                draft.author(),
                draft.parties(),
                draft.touches(),
                draft.requires(),
                draft.commitment(),
                content,
                draft.policy(),
                draft.deadline(),
                draft.nonce());
    }
}
