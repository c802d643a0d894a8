package health.countersign.app.proof;

import static health.countersign.ledger.LaptopConsortium.BILLING;
import static health.countersign.ledger.LaptopConsortium.CLINIC;
import static health.countersign.ledger.LaptopConsortium.HOSPITAL_B;
import static health.countersign.ledger.LaptopConsortium.INSURER;

import health.countersign.domain.Bytes;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.ChangeId;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Header;
import health.countersign.domain.Proposal;
import health.countersign.domain.TouchKey;
import health.countersign.ledger.LaptopConsortium;
import health.countersign.ledger.Transaction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One way to tamper with a pack, and the code that must name it. */
enum Tampering {
    A_BIT_OF_A_SEAL_FLIPPED("unreadable", v -> v.good().edit(lane(Village.LANE), lines -> flipSeal(lines, 2))),
    SEALS_OF_ANOTHER_BATCH("fulfillment", Tampering::borrowedSeals),
    A_TRANSACTION_DROPPED("broken-chain", v -> v.good().edit(lane(Village.LANE), lines -> lines.remove(2))),
    TRANSACTIONS_SWAPPED(
            "broken-chain", v -> v.good().edit(lane(Village.LANE), lines -> Collections.swap(lines, 1, 2))),
    A_LANE_EMPTIED("missing", v -> v.good().put(lane(2), new byte[0])),
    LANES_SWAPPED("unknown-lane", v -> v.good().swap(lane(1), lane(2))),
    A_CHANGE_OF_ANOTHER_LANE("lane", v -> appended(v, v.endorsed(v.opening(v.card(Village.LANE + 1))))),
    AN_APPROVAL_FORGED(
            "answers",
            v -> appended(v, approved(v, v.correction("Patient/2", null), p -> v.approval(p, INSURER, BILLING)))),
    TOO_FEW_APPROVALS("quorum", v -> appended(v, approved(v, v.correction("Patient/2", null)))),
    TWO_APPROVALS_OF_ONE(
            "answers",
            v -> appended(v, approved(v, v.correction("Patient/2", null), p -> v.approval(p, CLINIC, CLINIC)))),
    THE_AUTHORS_SIGNATURE_OF_ANOTHER("author-signature", Tampering::otherAuthor),
    THE_COMMITMENT_CHANGED("unreadable", Tampering::commitmentInText),
    THE_COMMITMENT_CHANGED_AND_SEALED("author-signature", Tampering::commitmentSealed),
    A_STALE_BASE("bases", v -> appended(v, v.endorsed(v.correction("Patient/1", v.first.id())))),
    A_REQUIREMENT_MISSING("requirements", v -> appended(v, v.endorsed(requiring(v, new ChangeId("ab".repeat(32)))))),
    A_CHANGE_TWICE("repeated", v -> appended(v, v.second)),
    A_CARD_NOT_OPEN("card", v -> appended(v, v.endorsed(onClosedCard(v)))),
    A_LEAF_CHANGED("commitment", v -> withContents(v, v.openingContent, changed(v.firstContent))),
    A_LEAF_MOVED("commitment", v -> withContents(v, v.openingContent, reordered(v.firstContent))),
    A_CONTENT_TWICE("content-repeated", v -> withContents(v, v.firstContent, v.firstContent)),
    A_CONTENT_OF_NO_CHANGE(
            "content-unknown",
            v -> withContents(v, new OpenedContent(new ChangeId("cd".repeat(32)), v.firstContent.leaves()))),
    A_CONTENT_CUT(
            "content-unreadable",
            v -> v.good().edit(cardFile(v), lines -> lines.set(0, lines.get(0).replace("\"leaves\"", "\"leaf\"")))),
    KEYS_OF_OTHERS("consortium", v -> keysReplaced(v.good(), v)),
    ANOTHER_CONSORTIUM("foreign", v -> new Village("mallory", 1).good());

    final String code;
    final Function<Village, PackFiles> forge;

    Tampering(String code, Function<Village, PackFiles> forge) {
        this.code = code;
        this.forge = forge;
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
    private static EndorsedChange approved(
            Village village, Header header, Function<Proposal, health.countersign.domain.Answer.Approval> more) {
        EndorsedChange alone = approved(village, header);
        List<health.countersign.domain.Answer.Approval> approvals = new ArrayList<>(alone.approvals());
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
                List.of(new health.countersign.domain.Touch(TouchKey.of(new byte[32], "x"), Optional.empty())),
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
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
