package health.countersign.app.proof;

import health.countersign.domain.CardId;
import health.countersign.json.JsonLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.regex.Pattern;

/** What the files of a pack are called, and how much is taken ({@code docs/proof.md}). */
final class PackFormat {
    static final String KIND = "countersign-pack";
    static final long VERSION = 1;

    /** Of a pack with proofs that a chain's validators committed the transactions. */
    static final long VERSION_WITH_PROOFS = 2;

    static final String DESCRIPTION = "pack.json";
    static final String CONSORTIUM = "consortium.json";
    static final Pattern LANE = Pattern.compile("lanes/(0|[1-9][0-9]{0,2})\\.jsonl");
    static final String BLOCKS = "blocks.jsonl";
    static final Pattern PROOFS = Pattern.compile("proofs/(0|[1-9][0-9]{0,2})\\.jsonl");
    static final Pattern CARD =
            Pattern.compile("cards/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.jsonl");

    /** Entries of the zip. */
    static final int MOST_FILES = 100_000;

    /** Bytes of all files together, uncompressed. */
    static final long MOST_BYTES = 64L << 30;

    /** Bytes of {@link #DESCRIPTION} and {@link #CONSORTIUM}. */
    static final int LONGEST_DOCUMENT = 4_000_000;

    /** Bytes of a transaction's line. */
    static final int LONGEST_TRANSACTION = 1 << 20;

    /** Bytes of the line of a block, or of a transaction's proof. */
    static final int LONGEST_PROOF = 4 << 20;

    /** Bytes of a content's line. */
    static final int LONGEST_CONTENT = 32 << 20;

    static final JsonLimits DOCUMENT_LIMITS = JsonLimits.ofBytes(LONGEST_DOCUMENT);
    static final JsonLimits PROOF_LIMITS = JsonLimits.ofBytes(LONGEST_PROOF);
    static final JsonLimits CONTENT_LIMITS = JsonLimits.ofBytes(LONGEST_CONTENT);

    private PackFormat() {}

    static String lane(int lane) {
        return "lanes/%d.jsonl".formatted(lane);
    }

    static String proofs(int lane) {
        return "proofs/%d.jsonl".formatted(lane);
    }

    static String card(CardId card) {
        return "cards/%s.jsonl".formatted(card);
    }

    /** What {@link #DESCRIPTION} says of a pack with so many lanes and these cards, with proofs or without. */
    static Map<String, Object> description(int lanes, NavigableSet<CardId> cards, boolean proofs) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("v", proofs ? VERSION_WITH_PROOFS : VERSION);
        tree.put("kind", KIND);
        tree.put("lanes", (long) lanes);
        tree.put("cards", List.<Object>copyOf(cards.stream().map(CardId::value).toList()));
        return tree;
    }
}
