package health.countersign.member;

import health.countersign.domain.Answer;
import health.countersign.domain.Bytes;
import health.countersign.domain.CardId;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.LedgerPosition;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Section;
import health.countersign.ledger.Ed25519;
import health.countersign.member.answer.EntryFill;
import health.countersign.member.answer.Resources;
import health.countersign.member.answer.Reviewer;
import health.countersign.member.content.Content;
import health.countersign.member.keys.Agreement;
import health.countersign.member.keys.ConsortiumFounding;
import health.countersign.member.keys.ConsortiumFounding.Founded;
import health.countersign.member.own.Self;
import health.countersign.member.review.RuleBook;
import health.countersign.member.review.RuleSettings;
import health.countersign.member.review.SectionTable;
import health.countersign.member.review.SharedRules;
import health.countersign.member.store.Cards;
import health.countersign.member.store.Changes;
import health.countersign.member.store.CommittedChange;
import health.countersign.member.store.Database;
import health.countersign.member.store.Durability;
import health.countersign.member.store.Outbox.Parcel;
import health.countersign.member.store.Proposals;
import health.countersign.member.store.Session;
import health.countersign.member.store.StoreSettings;
import health.countersign.member.store.Touches;
import health.countersign.member.submit.Author;
import health.countersign.member.submit.Submission;
import health.countersign.platform.log.EventCodec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Organizations with their stores, and no log, ledger or network between them: tests carry the proposals. */
public final class Village implements AutoCloseable {
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final int PLACE = 0;

    /** One organization. */
    public record House(Self self, Database database, Author author, Reviewer reviewer) {
        public <T> T write(Function<Session, T> work) {
            return database.write(work).join();
        }

        /** Signs a submission, as if the log had taken it. */
        public ProposalSubmitted sign(Submission submission) {
            Parcel parcel = write(session -> author.sign(session, submission));
            return (ProposalSubmitted)
                    EventCodec.decode(parcel.record().array()).get(0);
        }

        /** Takes a proposal from the log. */
        public Optional<Answer> take(ProposalSubmitted submitted) {
            return write(session -> reviewer.take(session, submitted, NOW));
        }
    }

    private final Founded founded;
    private final Map<String, House> houses = new HashMap<>();
    private long seq;

    /** Each keeps its view in a file below this directory. */
    public Village(Path directory) throws Exception {
        this(
                directory,
                id -> StoreSettings.sqlite(directory.resolve(id.value()).resolve("view.db"), Durability.PROCESS));
    }

    /** Each keeps its view where this says. */
    public Village(Path directory, Function<OrganizationId, StoreSettings> stores) throws Exception {
        Ed25519 ed25519 = Ed25519.preferred();
        ConsortiumFounding founding = new ConsortiumFounding(directory.resolve("consortium"), ed25519);
        founded = founding.found(Agreement.laptop());
        RuleSettings settings = RuleSettings.defaults();
        RuleBook rules = RuleBook.of(SharedRules.all(settings), settings);
        for (var organization : founded.consortium().document().organizations()) {
            OrganizationId id = organization.id();
            Self self = new Self(id, founding.keys(id).read(), founded.consortium(), ed25519);
            Database database = Database.open(stores.apply(id));
            Resources resources = new Resources();
            houses.put(
                    id.value(),
                    new House(
                            self,
                            database,
                            new Author(self, resources, InstantSource.fixed(NOW)),
                            new Reviewer(self, rules, resources)));
        }
    }

    public House house(String organization) {
        return houses.get(organization);
    }

    /** Everybody takes the proposal from the log; the answers by organization. */
    public Map<String, Answer> deliver(ProposalSubmitted submitted) {
        Map<String, Answer> answers = new HashMap<>();
        houses.forEach((id, house) -> house.take(submitted).ifPresent(answer -> answers.put(id, answer)));
        return answers;
    }

    /** Everybody sees the change committed, as if the ledger had it. */
    public void commit(ProposalSubmitted submitted) {
        commit(submitted, houses.keySet());
    }

    /** These see the change committed; the others' view of the ledger is behind. */
    public void commit(ProposalSubmitted submitted, Set<String> by) {
        seq++;
        var evidence = new EndorsedChange(submitted.proposal(), List.of(), List.of());
        by.stream()
                .map(houses::get)
                .forEach(house -> house.write(session -> {
                    LedgerPosition position = new LedgerPosition(
                            house.self().lane(evidence.header().card()), seq, "ab".repeat(32), seq);
                    new Changes(session).add(new CommittedChange(evidence, position, PLACE));
                    new Touches(session).commit(submitted.proposal());
                    if (evidence.header().opensCard()) {
                        new Cards(session).open(submitted.proposal());
                    }
                    new Proposals(session).committed(evidence.id());
                    new EntryFill(house.self(), session).fill(evidence.proposal());
                    return null;
                }));
    }

    /** A card that hospital-a opened and that is committed. */
    public CardId openCard() {
        CardId card = CardId.random();
        ProposalSubmitted opening = house("hospital-a").sign(opening(card));
        deliver(opening);
        commit(opening);
        return card;
    }

    public static Submission opening(CardId card) {
        Submission change = change(card, patient());
        return new Submission(
                card,
                Optional.of(Parties.ALL),
                Section.IDENTITY,
                "opened",
                change.entries(),
                Set.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Duration.ofHours(1));
    }

    public static Submission change(CardId card, Content.Entry... entries) {
        return new Submission(
                card,
                Optional.empty(),
                SectionTable.r4().sectionOf(entries[0].type()),
                "a reason",
                List.of(entries),
                Set.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Duration.ofHours(1));
    }

    public static Content.Entry patient() {
        return entry("Patient", "p1", "\"birthDate\":\"1980-01-01\"");
    }

    public static Content.Entry observation(String id, String status) {
        return entry(
                "Observation",
                id,
                "\"status\":\"" + status + "\",\"code\":{\"text\":\"x\"},\"subject\":{\"reference\":\"Patient/p1\"},"
                        + "\"effectiveDateTime\":\"2026-01-02T10:00:00Z\"");
    }

    public static Content.Entry entry(String type, String id, String fields) {
        String body = "{\"resourceType\":\"%s\",\"id\":\"%s\",%s}".formatted(type, id, fields);
        return new Content.Entry(type, id, Bytes.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        houses.values().forEach(house -> house.database().close());
    }
}
