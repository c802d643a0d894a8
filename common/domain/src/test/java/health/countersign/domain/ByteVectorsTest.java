package health.countersign.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is signed and hashed has these bytes, made by another program in another language. */
class ByteVectorsTest {
    private final Map<String, String> vectors = read();

    private static Map<String, String> read() {
        try (InputStream in = ByteVectorsTest.class.getResourceAsStream("/vectors/words.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aHeaderHasTheseCanonicalBytesAndThisChangeId() {
        assertThat(CanonicalJson.text(Words.header().tree())).isEqualTo(vectors.get("header"));
        assertThat(ChangeId.of(Words.header()).hex()).isEqualTo(vectors.get("change-id"));
    }

    @Test
    void eachStatementHasBytesOfItsKind() {
        ChangeId change = ChangeId.of(Words.header());
        assertThat(sha256(Proposal.signedBytes(Words.header()))).isEqualTo(vectors.get("proposal-sha256"));
        assertThat(sha256(
                        Answer.Approval.signedBytes(Words.LAPTOP, change, Words.CLINIC, Basis.CONTENT, Words.REMARKS)))
                .isEqualTo(vectors.get("approval-sha256"));
        assertThat(sha256(Answer.Refusal.signedBytes(Words.LAPTOP, change, Words.INSURER, Words.REASONS)))
                .isEqualTo(vectors.get("refusal-sha256"));
    }

    @Test
    void anObjectionNamesTheBatchAndItsFaults() {
        BatchPosition position = new BatchPosition(2, 7, 1, new Digest(Words.hex("55", 32)));
        List<Objection.Fault> faults = List.of(
                new Objection.Fault(Optional.of(ChangeId.of(Words.header())), BatchCondition.QUORUM),
                new Objection.Fault(Optional.empty(), BatchCondition.PARENT));

        assertThat(sha256(Objection.signedBytes(position, Words.INSURER, faults)))
                .isEqualTo(vectors.get("objection-sha256"));
    }

    @Test
    void aWrapIsSignedWithEverythingThatItBelongsTo() {
        Wrap wrap = new Wrap(
                Words.LAPTOP,
                Words.CARD,
                Section.MEDICAL,
                Wrap.Purpose.INDEX,
                new KeyId(Words.hex("77", 32)),
                Words.CLINIC,
                Bytes.of(Words.filled(5, 80)),
                new OrganizationId("hospital-a"),
                Signature.of(Words.filled(6, 64)));

        assertThat(sha256(wrap.signedBytes())).isEqualTo(vectors.get("wrap-sha256"));
        assertThat(Wrap.of(wrap.tree())).isEqualTo(wrap);
    }

    @Test
    void aBatchHasTheseCanonicalBytesAndReadsBackEqual() {
        assertThat(CanonicalJson.text(Words.batch().tree())).isEqualTo(vectors.get("batch"));
        assertThat(Batch.of(Words.batch().tree())).isEqualTo(Words.batch());
    }

    @Test
    void structuralKeysAndLanesFollowFromTheCardAlone() {
        assertThat(TouchKey.structural(Words.CARD, TouchKey.CARD).hex()).isEqualTo(vectors.get("touch-card"));
        assertThat(TouchKey.structural(Words.CARD, TouchKey.keys(Section.MEDICAL))
                        .hex())
                .isEqualTo(vectors.get("touch-keys-medical"));
        assertThat(Words.CARD.lane(4)).hasToString(vectors.get("lane-of-4"));
        assertThat(Words.CARD.lane(7)).hasToString(vectors.get("lane-of-7"));
    }

    private static String sha256(byte[] bytes) {
        return Digest.of(bytes).hex();
    }
}
