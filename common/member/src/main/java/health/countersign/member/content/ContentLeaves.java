package health.countersign.member.content;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.Bytes;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Citation;
import health.countersign.domain.ContentCommitment;
import health.countersign.domain.Digest;
import health.countersign.domain.LeafField;
import health.countersign.domain.MerkleTree;
import health.countersign.member.review.EntryIndex;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The salted leaves of a content, to which its header commits: seven for each entry, in order. */
public final class ContentLeaves {
    private record Leaf(Bytes random, Bytes value, Digest hash) {}

    private final List<Leaf> leaves;

    private ContentLeaves(List<Leaf> leaves) {
        this.leaves = leaves;
    }

    /**
     * The leaves of a content.
     *
     * @param resources the parsed entries, in the same order
     */
    public static ContentLeaves of(Content content, List<JsonNode> resources) {
        Mac mac = mac(content.seed().array());
        List<Leaf> leaves = new ArrayList<>(content.entries().size() * Citation.LEAVES_PER_ENTRY);
        for (int entry = 0; entry < resources.size(); entry++) {
            EntryIndex index = EntryIndex.of(resources.get(entry));
            byte[] body = content.entries().get(entry).body().array();
            for (LeafField field : LeafField.values()) {
                byte[] random = mac.doFinal((entry + "/" + field.wire()).getBytes(StandardCharsets.UTF_8));
                byte[] value = value(field, index, body);
                leaves.add(new Leaf(Bytes.of(random), Bytes.of(value), MerkleTree.leaf(random, value)));
            }
        }
        return new ContentLeaves(leaves);
    }

    /** What a header commits to. */
    public Digest commitment() {
        return ContentCommitment.of(hashes());
    }

    /** Opens these fields of one entry. */
    @SuppressWarnings("EnumOrdinal") // The order of the leaves is the order of the fields.
    public Citation cite(ChangeId change, int entry, Set<LeafField> fields) {
        List<Digest> hashes = hashes();
        List<Citation.Leaf> opened = fields.stream()
                .sorted()
                .map(field -> {
                    int index = entry * Citation.LEAVES_PER_ENTRY + field.ordinal();
                    Leaf leaf = leaves.get(index);
                    return new Citation.Leaf(entry, field, leaf.random(), leaf.value(), MerkleTree.path(index, hashes));
                })
                .toList();
        return new Citation(change, leaves.size(), opened);
    }

    private List<Digest> hashes() {
        return leaves.stream().map(Leaf::hash).toList();
    }

    private static byte[] value(LeafField field, EntryIndex index, byte[] body) {
        String text =
                switch (field) {
                    case CONTENT -> "";
                    case TYPE -> index.type();
                    case ID -> index.id();
                    case CODE -> index.code();
                    case PERIOD -> index.period();
                    case ENCOUNTER -> index.encounter();
                    case PATIENT -> index.patient();
                };
        return field == LeafField.CONTENT ? body : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Mac mac(byte[] seed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(seed, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
