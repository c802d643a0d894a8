package health.countersign.member.content;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.countersign.domain.Bytes;
import health.countersign.domain.ChangeId;
import health.countersign.domain.Citation;
import health.countersign.domain.Citation.Leaf;
import health.countersign.domain.Digest;
import health.countersign.domain.LeafField;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ContentLeavesTest {
    private static final List<LeafField> FIELDS = List.of(LeafField.values());
    private static final ChangeId CHANGE = new ChangeId("ab".repeat(32));

    @Test
    void theCommitmentIsTheOneThatWasAgreed() {
        assertThat(leaves(Samples.one()).commitment().hex()).isEqualTo(Vectors.COMMITMENT_OF_ONE);
    }

    @Test
    void aCitationShowsWhatItOpensAndNoMore() {
        Citation citation =
                leaves(Samples.one()).cite(CHANGE, 0, EnumSet.of(LeafField.TYPE, LeafField.ID, LeafField.CODE));

        assertThat(citation.opens(leaves(Samples.one()).commitment())).isTrue();
        assertThat(citation.value(0, LeafField.TYPE)).contains("Observation");
        assertThat(citation.value(0, LeafField.CODE)).contains("http://loinc.org|8302-2");
        assertThat(citation.value(0, LeafField.CONTENT)).isEmpty();
        assertThat(citation.value(0, LeafField.PERIOD)).isEmpty();
    }

    @Test
    void anotherSeedGivesAnotherCommitmentOfTheSameEntries() {
        Content content = Samples.one();
        byte[] seed = new byte[32];
        seed[0] = 1;
        Content salted =
                new Content(Bytes.of(seed), content.reason(), content.entries(), content.facts(), content.citations());

        assertThat(leaves(salted).commitment()).isNotEqualTo(leaves(content).commitment());
    }

    @RepeatedTest(60)
    void everyCitationOfEveryContentOpensAndNoAlteredOneDoes(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Content content = Samples.random(random);
        ContentLeaves leaves = leaves(content);
        int entry = random.nextInt(content.entries().size());
        Set<LeafField> fields = EnumSet.of(FIELDS.get(random.nextInt(FIELDS.size())));
        Citation citation = leaves.cite(CHANGE, entry, fields);

        assertThat(citation.opens(leaves.commitment())).isTrue();
        assertThat(altered(citation, random).opens(leaves.commitment())).isFalse();
        assertThat(Citation.of(citation.tree())).isEqualTo(citation);
    }

    @RepeatedTest(20)
    void noLeafPassesForAnotherFieldOrForOneOfAnotherEntry(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        Content content = Samples.random(random);
        ContentLeaves leaves = leaves(content);
        int entries = content.entries().size();
        Citation citation = leaves.cite(CHANGE, random.nextInt(entries), EnumSet.allOf(LeafField.class));

        for (Leaf leaf : citation.opened()) {
            for (int claimed = 1; claimed <= 2 * entries + 2; claimed++) {
                assertThat(elsewhere(leaf, claimed))
                        .noneMatch(shown -> shown.opens(leaves.commitment()) && !isAsCommitted(shown, leaf, entries));
            }
        }
    }

    /** The leaf, shown at each place of a content that is said to have so many entries. */
    private static List<Citation> elsewhere(Leaf leaf, int entries) {
        List<Citation> shown = new ArrayList<>();
        for (int entry = 0; entry < entries; entry++) {
            for (LeafField field : FIELDS) {
                Leaf moved = new Leaf(entry, field, leaf.random(), leaf.value(), leaf.path());
                shown.add(new Citation(CHANGE, entries * Citation.LEAVES_PER_ENTRY, List.of(moved)));
            }
        }
        return shown;
    }

    private static boolean isAsCommitted(Citation shown, Leaf leaf, int entries) {
        return shown.leaves() == entries * Citation.LEAVES_PER_ENTRY
                && shown.opened().equals(List.of(leaf));
    }

    private static Citation altered(Citation citation, Random random) {
        Leaf leaf = citation.opened().get(0);
        Leaf altered =
                switch (random.nextInt(4)) {
                    case 0 -> new Leaf(leaf.entry(), leaf.field(), flipped(leaf.random()), leaf.value(), leaf.path());
                    case 1 ->
                        new Leaf(leaf.entry(), leaf.field(), leaf.random(), Bytes.of(new byte[] {42}), leaf.path());
                    case 2 -> new Leaf(leaf.entry(), next(leaf.field()), leaf.random(), leaf.value(), leaf.path());
                    default -> {
                        List<Digest> path = new ArrayList<>(leaf.path());
                        path.set(0, Digest.of(new byte[] {1}));
                        yield new Leaf(leaf.entry(), leaf.field(), leaf.random(), leaf.value(), path);
                    }
                };
        return new Citation(citation.change(), citation.leaves(), List.of(altered));
    }

    private static Bytes flipped(Bytes bytes) {
        byte[] array = bytes.array();
        array[0] ^= 1;
        return Bytes.of(array);
    }

    private static LeafField next(LeafField field) {
        return FIELDS.get((FIELDS.indexOf(field) + 1) % FIELDS.size());
    }

    private static ContentLeaves leaves(Content content) {
        List<JsonNode> resources =
                content.entries().stream().map(Content.Entry::resource).toList();
        return ContentLeaves.of(content, resources);
    }
}
