package health.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    @Test
    void everyLeafOfEverySizeLeadsToTheRoot() {
        for (int size = 1; size <= 40; size++) {
            List<Digest> leaves = leaves(size);
            Digest root = MerkleTree.root(leaves);
            for (int index = 0; index < size; index++) {
                List<Digest> path = MerkleTree.path(index, leaves);
                assertThat(MerkleTree.rootFrom(leaves.get(index), index, size, path))
                        .isEqualTo(root);
            }
        }
    }

    @Test
    void aLeafElsewhereOrAnotherLeafLeadsToAnotherRoot() {
        List<Digest> leaves = leaves(7);
        List<Digest> path = MerkleTree.path(3, leaves);

        assertThat(MerkleTree.rootFrom(leaves.get(3), 2, 7, path)).isNotEqualTo(MerkleTree.root(leaves));
        assertThat(MerkleTree.rootFrom(leaves.get(4), 3, 7, path)).isNotEqualTo(MerkleTree.root(leaves));
    }

    @Test
    void aPathOfTheWrongLengthIsRefused() {
        List<Digest> leaves = leaves(8);
        List<Digest> path = MerkleTree.path(0, leaves);

        assertThatThrownBy(() -> MerkleTree.rootFrom(leaves.get(0), 0, 8, path.subList(0, 2)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MerkleTree.rootFrom(leaves.get(0), 0, 4, path))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Digest> leaves(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> MerkleTree.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
