package health.countersign.app.proof;

import static health.countersign.ledger.LaptopConsortium.BILLING;
import static health.countersign.ledger.LaptopConsortium.CLINIC;
import static health.countersign.ledger.LaptopConsortium.HOSPITAL_B;
import static health.countersign.ledger.LaptopConsortium.INSURER;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Bytes;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.ChangeId;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Header;
import health.countersign.domain.Proposal;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import health.countersign.ledger.LaptopConsortium;
import health.countersign.ledger.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** One way to tamper with a pack, and the code that must name it. */
record Tampering(String name, String code, Function<Village, PackFiles> forge) {
    static final List<Tampering> ALL = List.of(
            new Tampering(
                    "a bit of a seal flipped",
                    "unreadable",
                    v -> v.good().edit(lane(Village.LANE), lines -> flipSeal(lines, 2))),
            new Tampering("seals of another batch", "fulfillment", Tampering::borrowedSeals),
            new Tampering(
                    "a transaction dropped",
                    "broken-chain",
                    v -> v.good().edit(lane(Village.LANE), lines -> lines.remove(2))),
            new Tampering(
                    "transactions swapped",
                    "broken-chain",
                    v -> v.good().edit(lane(Village.LANE), lines -> Collections.swap(lines, 1, 2))),
            new Tampering("a lane emptied", "missing", v -> v.good().put(lane(2), new byte[0])),
            new Tampering("lanes swapped", "unknown-lane", v -> v.good().swap(lane(1), lane(2))),
            new Tampering(
                    "a change of another lane",
                    "lane",
                    v -> appended(v, v.endorsed(v.opening(v.card(Village.LANE + 1))))),
            new Tampering(
                    "an approval forged",
                    "answers",
                    v -> appended(
                            v, approved(v, v.correction("Patient/2", null), p -> v.approval(p, INSURER, BILLING)))),
            new Tampering(
                    "too few approvals", "quorum", v -> appended(v, approved(v, v.correction("Patient/2", null)))),
            new Tampering(
                    "two approvals of one",
                    "answers",
                    v -> appended(v, approved(v, v.correction("Patient/2", null), p -> v.approval(p, CLINIC, CLINIC)))),
            new Tampering("the authors signature of another", "author-signature", Tampering::otherAuthor),
            new Tampering("the commitment changed", "unreadable", Tampering::commitmentInText),
            new Tampering("the commitment changed and sealed", "author-signature", Tampering::commitmentSealed),
            new Tampering(
                    "a stale base", "bases", v -> appended(v, v.endorsed(v.correction("Patient/1", v.first.id())))),
            new Tampering(
                    "a requirement missing",
                    "requirements",
                    v -> appended(v, v.endorsed(requiring(v, new ChangeId("ab".repeat(32)))))),
            new Tampering("a change twice", "repeated", v -> appended(v, v.second)),
            new Tampering("a card not open", "card", v -> appended(v, v.endorsed(onClosedCard(v)))),
            new Tampering(
                    "a leaf changed", "commitment", v -> withContents(v, v.openingContent, changed(v.firstContent))),
            new Tampering(
                    "a leaf moved", "commitment", v -> withContents(v, v.openingContent, reordered(v.firstContent))),
            new Tampering("a content twice", "content-repeated", v -> withContents(v, v.firstContent, v.firstContent)),
            new Tampering(
                    "a content of no change",
                    "content-unknown",
                    v -> withContents(v, new OpenedContent(new ChangeId("cd".repeat(32)), v.firstContent.leaves()))),
            new Tampering(
                    "a content cut",
                    "content-unreadable",
                    v -> v.good()
                            .edit(
                                    cardFile(v),
                                    lines -> lines.set(0, lines.get(0).replace("\"leaves\"", "\"leaf\"")))),
            new Tampering("keys of others", "consortium", v -> keysReplaced(v.good(), v)),
            new Tampering("another consortium", "foreign", v -> new Village("mallory", 1).good()));

    static Stream<Tampering> all() {
        return ALL.stream();
    }

    static Tampering named(String name) {
        return all().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }

    private static String lane(int lane) {
        return "lanes/%d.jsonl".formatted(lane);
    }

    private static String cardFile(Village village) {
        return "cards/%s.jsonl".formatted(village.card);
    }

    /** The good lane with one more batch, properly sealed by dishonest members. */
    private static PackFiles appended(Village village, EndorsedChange change) {
        List<Transaction> chain = new ArrayList<>(village.sealed(village.opening, village.first, village.second));
        chain.add(village.next(chain, change));
        return village.pack(chain, village.openingContent, village.firstContent, village.secondContent);
    }

    private static PackFiles withContents(Village village, OpenedContent... contents) {
        return village.pack(village.sealed(village.opening, village.first, village.second), contents);
    }

    /** A change with the clinic's approval and one more. */
    private static EndorsedChange approved(Village village, Header header, Function<Proposal, Approval> more) {
        EndorsedChange alone = approved(village, header);
        List<Approval> approvals = new ArrayList<>(alone.approvals());
        approvals.add(more.apply(alone.proposal()));
        return new EndorsedChange(alone.proposal(), approvals, List.of());
    }

    private static EndorsedChange approved(Village village, Header header) {
        EndorsedChange whole = village.endorsed(header);
        return new EndorsedChange(whole.proposal(), whole.approvals().subList(0, 1), List.of());
    }

    private static PackFiles otherAuthor(Village village) {
        EndorsedChange whole = village.endorsed(village.correction("Patient/2", null));
        Proposal signed = village.proposal(whole.header(), HOSPITAL_B);
        return appended(village, new EndorsedChange(signed, whole.approvals(), List.of()));
    }

    private static PackFiles borrowedSeals(Village village) {
        List<Transaction> chain = new ArrayList<>(village.sealed(village.opening, village.first, village.second));
        Transaction borrowed = village.laptop
                .draft(Village.LANE, 3, chain.get(2).id(), List.of(village.second))
                .body()
                .fulfilled(chain.get(2).fulfillments());
        chain.set(3, borrowed);
        return village.pack(chain, village.openingContent);
    }

    private static PackFiles commitmentInText(Village village) {
        String old = village.first.header().commitment().hex();
        return village.good()
                .edit(lane(Village.LANE), lines -> lines.replaceAll(line -> line.replace(old, "ef".repeat(32))));
    }

    private static PackFiles commitmentSealed(Village village) {
        Header other = village.correction("Patient/2", null);
        EndorsedChange whole = village.endorsed(village.correction("Patient/2", null));
        Proposal swapped = new Proposal(other, whole.proposal().signature());
        return appended(
                village, new EndorsedChange(swapped, village.endorsed(other).approvals(), List.of()));
    }

    private static Header requiring(Village village, ChangeId missing) {
        return village.header(
                village.card, village.correction("Patient/2", null).touches(), List.of(missing));
    }

    private static Header onClosedCard(Village village) {
        return village.header(
                village.card(Village.LANE),
                List.of(new Touch(TouchKey.of(new byte[32], "x"), Optional.empty())),
                List.of());
    }

    private static OpenedContent changed(OpenedContent content) {
        List<OpenedContent.Leaf> leaves = new ArrayList<>(content.leaves());
        leaves.set(0, new OpenedContent.Leaf(leaves.get(0).random(), Bytes.of(new byte[] {1, 2, 3})));
        return new OpenedContent(content.change(), leaves);
    }

    private static OpenedContent reordered(OpenedContent content) {
        List<OpenedContent.Leaf> leaves = new ArrayList<>(content.leaves());
        Collections.swap(leaves, 1, 2);
        return new OpenedContent(content.change(), leaves);
    }

    /** Another digit of the fulfillment's text stands for other bits of a signature. */
    private static void flipSeal(List<String> lines, int index) {
        String line = lines.get(index);
        int at = line.indexOf("\"fulfillment\":\"") + 150;
        char other = line.charAt(at) == 'A' ? 'B' : 'A';
        lines.set(index, line.substring(0, at) + other + line.substring(at + 1));
    }

    private static PackFiles keysReplaced(PackFiles files, Village village) {
        String own = village.laptop.key(INSURER, "approval").publicKey().base64();
        String other = new LaptopConsortium("mallory")
                .key(INSURER, "approval")
                .publicKey()
                .base64();
        return files.put(
                "consortium.json",
                CanonicalJson.text(village.laptop.consortium().tree())
                        .replace(own, other)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
