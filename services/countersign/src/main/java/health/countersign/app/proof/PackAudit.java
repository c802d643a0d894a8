package health.countersign.app.proof;

import health.countersign.app.verify.LaneReport;
import health.countersign.domain.CardId;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Consortium;
import health.countersign.domain.Header;
import health.countersign.domain.MalformedException;
import health.countersign.domain.SignatureVerifier;
import health.countersign.json.MalformedJsonException;
import health.countersign.ledger.Lock;
import health.countersign.ledger.Verifier;
import health.countersign.member.keys.ConsortiumFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges a pack from what it holds and, where the caller has one, a consortium that the caller trusts. */
public final class PackAudit {
    private final Pack pack;
    private final SignatureVerifier signatures;

    public PackAudit(Pack pack, SignatureVerifier signatures) {
        this.pack = pack;
        this.signatures = signatures;
    }

    /**
     * Judges consortium, lanes and contents. Where the consortium does not stand nothing else is judged: there is
     * nothing to judge it by.
     *
     * @param judged told of each transaction
     * @throws MalformedPackException where lines have no end or are too long
     */
    public PackReport run(Optional<Consortium> trusted, Runnable judged) throws IOException {
        Optional<Consortium> read = consortium();
        if (read.isEmpty()) {
            return nothing(ConsortiumVerdict.Flaw.CONSORTIUM);
        }
        Consortium consortium = read.get();
        if (trusted.isPresent() && !same(trusted.get(), consortium)) {
            return nothing(ConsortiumVerdict.Flaw.FOREIGN);
        }
        if (pack.lanes() > consortium.lanes().size()) {
            throw new MalformedPackException("it holds more lanes than its consortium has");
        }
        if (pack.hasProofs() && consortium.chain().isEmpty()) {
            throw new MalformedPackException("it holds proofs, and its consortium names no chain");
        }
        Optional<PackedBlocks> blocks = blocks(consortium);
        Map<ChangeId, Header> standing = new HashMap<>();
        List<LaneReport> lanes = new ArrayList<>();
        Verifier verifier = new Verifier(consortium, signatures);
        for (int lane = 0; lane < consortium.lanes().size(); lane++) {
            PackedLane packed = new PackedLane(lane, consortium.lanes().get(lane), verifier, pack.cards());
            try (PackLines lines = pack.lane(lane);
                    PackLines proofs = pack.proofs(lane)) {
                lanes.add(packed.judge(lines, new LaneProofs(blocks, proofs), judged));
            }
            standing.putAll(packed.standing());
        }
        Optional<ChainVerdict> ledger = consortium
                .chain()
                .map(chain -> new ChainVerdict(
                        chain.chain(),
                        chain.validators().size(),
                        blocks.orElseThrow().standing()));
        return new PackReport(named(consortium, trusted.isPresent()), ledger, lanes, cards(standing));
    }

    /** Judged before the lanes: one block serves transactions of several. */
    private Optional<PackedBlocks> blocks(Consortium consortium) throws IOException {
        Optional<PackedBlocks> blocks = consortium.chain().map(chain -> new PackedBlocks(chain, signatures));
        if (blocks.isPresent()) {
            try (PackLines lines = pack.blocks()) {
                blocks.get().read(lines);
            }
        }
        return blocks;
    }

    private List<CardVerdict> cards(Map<ChangeId, Header> standing) throws IOException {
        List<CardVerdict> cards = new ArrayList<>();
        for (CardId card : pack.cards()) {
            try (PackLines lines = pack.card(card)) {
                cards.add(new PackedCard(card, standing).judge(lines));
            }
        }
        return cards;
    }

    private Optional<Consortium> consortium() throws IOException {
        try {
            Consortium consortium = ConsortiumFile.of(pack.consortium(), signatures);
            Lock.of(consortium.document());
            return Optional.of(consortium);
        } catch (MalformedException | MalformedJsonException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** Signatures may be told in another order; what they are over may not differ. */
    private static boolean same(Consortium trusted, Consortium given) {
        return trusted.document().hash().equals(given.document().hash())
                && trusted.lanes().equals(given.lanes())
                && trusted.chain().equals(given.chain());
    }

    private static ConsortiumVerdict named(Consortium consortium, boolean compared) {
        String name = "%s version %d (%s)"
                .formatted(
                        consortium.document().version().id(),
                        consortium.document().version().version(),
                        consortium.document().hash());
        return new ConsortiumVerdict(name, compared, Optional.empty());
    }

    private static PackReport nothing(ConsortiumVerdict.Flaw flaw) {
        return new PackReport(ConsortiumVerdict.of(flaw), Optional.empty(), List.of(), List.of());
    }
}
