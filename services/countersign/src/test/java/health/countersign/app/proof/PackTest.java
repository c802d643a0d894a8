package health.countersign.app.proof;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.console.Exit;
import health.countersign.app.proof.IndependentVerifier.Answer;
import health.countersign.domain.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What two verifiers, written apart, say of good packs and of tampered ones: the same, word for word. */
class PackTest {
    private static final int FLIPS = 60;

    @TempDir
    private static Path directory;

    private static IndependentVerifier independent;
    private static Village village;
    private static Path trusted;

    @BeforeAll
    static void found() throws Exception {
        independent = IndependentVerifier.compile(Files.createDirectory(directory.resolve("classes")));
        village = new Village("laptop", 7);
        trusted = Files.write(
                directory.resolve("consortium.json"),
                CanonicalJson.bytes(village.laptop.consortium().tree()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aGoodPackIsVerified(long seed) throws Exception {
        PackFiles good = new Village("laptop", seed).good();

        List<String> lines = bothSay(good, Exit.OK);

        assertThat(lines).contains("lane 1: stands, 4 transactions, 3 changes", "verified");
        assertThat(lines).anyMatch(line -> line.endsWith(": stands, 3 contents"));
    }

    @ParameterizedTest
    @MethodSource("health.countersign.app.proof.Tampering#all")
    void everyTamperingIsNamed(Tampering tampering) throws Exception {
        PackFiles tampered = tampering.forge().apply(village);

        List<String> lines = bothSay(tampered, Exit.NO);

        assertThat(lines).contains("NOT VERIFIED").anyMatch(line -> line.contains(tampering.code() + ", "));
    }

    /** A pack proves what it holds up to each lane's last transaction, and not that nothing came after. */
    @Test
    void whatIsCutOffAtTheEndCannotBeMissed() throws Exception {
        PackFiles shorter = village.pack(village.sealed(village.opening, village.first), village.openingContent);

        assertThat(bothSay(shorter, Exit.OK)).contains("verified");
    }

    @Test
    void aForeignConsortiumIsNoticedOnlyByThoseWhoKnowTheirOwn() throws Exception {
        Path foreign = new Village("mallory", 1).good().write(directory.resolve("foreign.zip"));

        Answer alone = ours(foreign);

        assertThat(alone.exit()).isEqualTo(Exit.OK);
        assertThat(alone.lines().get(0)).contains("mallory", "the pack's own, compare it");
        assertThat(independent.judge(foreign)).isEqualTo(alone);
    }

    @Test
    void noFlippedBitIsOverlooked() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < FLIPS; i++) {
            PackFiles flipped = village.good();
            List<Map.Entry<String, byte[]>> files =
                    new ArrayList<>(flipped.files().entrySet());
            Map.Entry<String, byte[]> file = files.get(random.nextInt(files.size()));
            file.getValue()[random.nextInt(file.getValue().length)] ^= (byte) (1 << random.nextInt(8));
            Path pack = flipped.write(directory.resolve("flipped.zip"));

            Answer ours = ours(pack);

            assertThat(ours.exit()).as("%d: %s", i, file.getKey()).isIn(Exit.NO, Exit.USAGE);
            assertThat(independent.judge(pack)).as("%d: %s", i, file.getKey()).isEqualTo(ours);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lanes/4.jsonl", "lanes/00.jsonl", "../lanes/1.jsonl", "cards/x.jsonl", "tendermint/1"})
    void aFileThatDoesNotBelongMakesItNoPack(String name) throws Exception {
        PackFiles more = village.good().put(name, new byte[0]);

        bothSay(more.describe(), Exit.USAGE);
    }

    @Test
    void aFileThatIsNoZipIsNoPack() throws Exception {
        Path file = Files.writeString(directory.resolve("none.zip"), "PK but no more");

        assertThat(ours(file).exit()).isEqualTo(Exit.USAGE);
        assertThat(independent.judge(file).exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void theSingleFileRunsAsAScript() throws Exception {
        Path good = village.good().write(directory.resolve("good.zip"));
        Path bad = Tampering.named("too few approvals").forge().apply(village).write(directory.resolve("bad.zip"));

        assertThat(IndependentVerifier.launch(good, trusted)).isEqualTo(ours(good, trusted));
        assertThat(IndependentVerifier.launch(bad).exit()).isEqualTo(Exit.NO);
    }

    @Test
    void equalContentsMakeEqualPacks() throws Exception {
        assertThat(drafted("one.zip")).hasSameBinaryContentAs(drafted("two.zip"));
        assertThat(bothSay(PackFiles.read(drafted("three.zip")), Exit.OK)).contains("verified");
    }

    private static Path drafted(String name) throws IOException {
        Path target = directory.resolve(name);
        try (PackDraft draft =
                new PackDraft(target, village.laptop.consortium().lanes().size())) {
            for (int lane = 0; lane < village.laptop.consortium().lanes().size(); lane++) {
                draft.add(lane, village.laptop.genesis(lane));
            }
            draft.open(village.card);
            draft.finish(Files.readAllBytes(trusted));
        }
        return target;
    }

    private static List<String> bothSay(PackFiles files, int exit) throws Exception {
        Path pack = files.write(directory.resolve("pack.zip"));
        Answer ours = ours(pack, trusted);
        assertThat(ours.exit()).as(String.join("\n", ours.lines())).isEqualTo(exit);
        assertThat(independent.judge(pack, trusted)).isEqualTo(ours);
        return ours.lines();
    }

    private static Answer ours(Path pack, Path... consortium) {
        return OurVerifier.judge(pack, consortium);
    }
}
