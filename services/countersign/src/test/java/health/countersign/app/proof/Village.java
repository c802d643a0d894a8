package health.countersign.app.proof;

import static health.countersign.ledger.LaptopConsortium.BILLING;
import static health.countersign.ledger.LaptopConsortium.CLINIC;
import static health.countersign.ledger.LaptopConsortium.HOSPITAL_A;
import static health.countersign.ledger.LaptopConsortium.HOSPITAL_B;
import static health.countersign.ledger.LaptopConsortium.INSURER;

import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Basis;
import health.countersign.domain.Bytes;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.ContentReference;
import health.countersign.domain.Digest;
import health.countersign.domain.EndorsedChange;
import health.countersign.domain.Header;
import health.countersign.domain.KeyId;
import health.countersign.domain.Nonce;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.Proposal;
import health.countersign.domain.Section;
import health.countersign.domain.Touch;
import health.countersign.domain.TouchKey;
import health.countersign.ledger.LaptopConsortium;
import health.countersign.ledger.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** A consortium with one card and three changes of it, all from one seed; who forges has the keys of all members. */
final class Village {
    static final int LANE = 1;
    private static final int ENTRY_LEAVES = 7;

    final LaptopConsortium laptop;
    final CardId card;
    final OpenedContent openingContent;
    final OpenedContent firstContent;
    final OpenedContent secondContent;
    final EndorsedChange opening;
    final EndorsedChange first;
    final EndorsedChange second;
    private final Random random;
    private final Map<ChangeId, OpenedContent> contents = new HashMap<>();

    Village(String name, long seed) {
        random = new Random(seed);
        laptop = new LaptopConsortium(name);
        card = card(LANE);
        opening = endorsed(opening(card));
        first = endorsed(correction("Patient/1", null));
        second = endorsed(correction("Patient/1", first.id()));
        openingContent = contents.get(opening.id());
        firstContent = contents.get(first.id());
        secondContent = contents.get(second.id());
    }

    CardId card(int lane) {
        CardId id = new CardId(new UUID(random.nextLong(), random.nextLong()).toString());
        return id.lane(LaptopConsortium.LANES) == lane ? id : card(lane);
    }

    // ---- changes, whole or flawed -----------------------------------------------------------------------------------

    Header opening(CardId of) {
        List<Touch> touches = new ArrayList<>(List.of(
                new Touch(TouchKey.structural(of, TouchKey.CARD), Optional.empty()),
                new Touch(TouchKey.structural(of, TouchKey.keys(Section.IDENTITY)), Optional.empty())));
        touches.sort((a, b) -> a.key().compareTo(b.key()));
        return header(of, touches, List.of());
    }

    Header correction(String entry, ChangeId base) {
        Touch touch = new Touch(TouchKey.of(new byte[32], entry), Optional.ofNullable(base));
        return header(card, List.of(touch), List.of(opening.id()));
    }

    Header header(CardId of, List<Touch> touches, List<ChangeId> requires) {
        List<OpenedContent.Leaf> leaves = leaves(1 + random.nextInt(3));
        Digest commitment = new OpenedContent(new ChangeId("0".repeat(64)), leaves).commitment();
        Header header = new Header(
                laptop.consortium().document().version(),
                of,
                Section.IDENTITY,
                HOSPITAL_A,
                Parties.ALL,
                touches,
                requires,
                commitment,
                new ContentReference(Digest.of(bytes(8)), KeyId.of(bytes(32))),
                laptop.consortium()
                        .document()
                        .terms(Section.IDENTITY)
                        .orElseThrow()
                        .policy()
                        .text(),
                Instant.ofEpochMilli(1_767_225_600_000L),
                Nonce.of(bytes(16)));
        contents.put(ChangeId.of(header), new OpenedContent(ChangeId.of(header), leaves));
        return header;
    }

    private List<OpenedContent.Leaf> leaves(int entries) {
        List<OpenedContent.Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < entries * ENTRY_LEAVES; i++) {
            leaves.add(new OpenedContent.Leaf(Bytes.of(bytes(32)), Bytes.of(bytes(random.nextInt(40)))));
        }
        return leaves;
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    EndorsedChange endorsed(Header header) {
        Proposal proposal = proposal(header, HOSPITAL_A);
        return new EndorsedChange(
                proposal, List.of(approval(proposal, CLINIC, CLINIC), approval(proposal, INSURER, INSURER)), List.of());
    }

    Proposal proposal(Header header, OrganizationId signer) {
        return new Proposal(header, laptop.key(signer, "approval").sign(Proposal.signedBytes(header)));
    }

    /** An approval in one organization's name, with a key of perhaps another. */
    Approval approval(Proposal proposal, OrganizationId name, OrganizationId signer) {
        byte[] bytes =
                Approval.signedBytes(proposal.header().consortium(), proposal.id(), name, Basis.CONTENT, List.of());
        return new Approval(
                proposal.id(),
                name,
                Basis.CONTENT,
                List.of(),
                laptop.key(signer, "approval").sign(bytes));
    }

    // ---- lanes and packs --------------------------------------------------------------------------------------------

    /** The lane with a batch for each of these changes, sealed as it is: three dishonest members can seal anything. */
    List<Transaction> sealed(EndorsedChange... changes) {
        List<Transaction> chain = new ArrayList<>(List.of(laptop.genesis(LANE)));
        for (EndorsedChange change : changes) {
            chain.add(next(chain, change));
        }
        return chain;
    }

    Transaction next(List<Transaction> chain, EndorsedChange change) {
        String head = chain.get(chain.size() - 1).id();
        return laptop.seal(laptop.draft(LANE, chain.size(), head, List.of(change)), BILLING, HOSPITAL_B, INSURER);
    }

    /** The files of a pack whose lane is this chain, with these contents. */
    PackFiles pack(List<Transaction> chain, OpenedContent... opened) {
        PackFiles files = new PackFiles();
        files.put("consortium.json", CanonicalJson.bytes(laptop.consortium().tree()));
        for (int lane = 0; lane < LaptopConsortium.LANES; lane++) {
            List<Transaction> of = lane == LANE ? chain : List.of(laptop.genesis(lane));
            files.putLines(
                    "lanes/%d.jsonl".formatted(lane),
                    of.stream().map(Transaction::bytes).toList());
        }
        files.putLines(
                "cards/%s.jsonl".formatted(card),
                List.of(opened).stream()
                        .map(content -> CanonicalJson.bytes(content.tree()))
                        .toList());
        return files.describe();
    }

    PackFiles good() {
        return pack(sealed(opening, first, second), openingContent, firstContent, secondContent);
    }
}
