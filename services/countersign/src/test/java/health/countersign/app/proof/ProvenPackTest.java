package health.countersign.app.proof;

import static health.countersign.ledger.LaptopConsortium.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.console.Exit;
import health.countersign.app.proof.IndependentVerifier.Answer;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Consortium;
import health.countersign.domain.LedgerChain;
import health.countersign.domain.LedgerChain.Validator;
import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both verifiers say of real blocks of four validators, which {@link ProvenPackIT} recorded, and of tampering. */
class ProvenPackTest {
    private static final int FLIPS = 60;
    private static final String PROOFS = "proofs/1.jsonl";
    private static final String BLOCKS = "blocks.jsonl";

    @TempDir
    private static Path directory;

    private static IndependentVerifier independent;
    private static Path recorded;

    @BeforeAll
    static void open() throws Exception {
        independent = IndependentVerifier.compile(Files.createDirectory(directory.resolve("classes")));
        recorded = directory.resolve("recorded.zip");
        try (InputStream pack = ProvenPackTest.class.getResourceAsStream("/proven.zip")) {
            Files.copy(pack, recorded);
        }
    }

    /** One way to tamper, and the code that must name it. */
    private record Forgery(String code, String name, Consumer<PackFiles> forge) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Forgery> FORGERIES = List.of(
            new Forgery("proof-link", "a time", block("\"time\":[1", "\"time\":[2")),
            new Forgery("proof-link", "another application's hash", block("\"app_hash\":\"3", "\"app_hash\":\"4")),
            new Forgery("proof-votes", "a later round", block("\"round\":0", "\"round\":1")),
            new Forgery("proof-votes", "votes exchanged", blockTree(ProvenPackTest::exchangeVotes)),
            new Forgery("proof-power", "two votes taken away", blockTree(tree -> dropVotes(tree, 2))),
            new Forgery(
                    "proof-validators",
                    "a vote too many",
                    blockTree(tree -> votes(tree).add(null))),
            new Forgery("proof-height", "a header twice", blockTree(tree -> tree.put("next", tree.get("header")))),
            new Forgery("proof-chain", "another chain's header", block("\"chain_id\":\"", "\"chain_id\":\"x")),
            new Forgery("proof-block", "a block taken away", files -> files.edit(BLOCKS, lines -> lines.remove(1))),
            new Forgery("proof-block", "blocks in disorder", files -> files.edit(BLOCKS, Collections::reverse)),
            new Forgery("proof-block", "a number that is none", block("\"num_txs\":", "\"num_txs\":-")),
            new Forgery("proof-data", "another place", proof("\"index\":0", "\"index\":1")),
            new Forgery("proof-data", "a longer path", proof("\"data\":[", "\"data\":[\"" + "0".repeat(64) + "\"")),
            new Forgery("proof-data", "a space in the raw bytes", proof("\"transaction\":\"{", "\"transaction\":\"{ ")),
            new Forgery("proof-results", "another code", proof("\"result\":[0", "\"result\":[1")),
            new Forgery("proof-results", "other data", proof("\"result\":[0,\"", "\"result\":[0,\"AAAA")),
            new Forgery("proof-unreadable", "a code that is none", proof("\"result\":[0", "\"result\":[-1")),
            new Forgery("proof-transaction", "proofs exchanged", files -> files.edit(PROOFS, ProvenPackTest::swap)),
            new Forgery("proof-transaction", "lanes' proofs exchanged", f -> f.swap("proofs/0.jsonl", PROOFS)),
            new Forgery("proof-missing", "a proof taken away", f -> f.edit(PROOFS, lines -> lines.remove(3))),
            new Forgery("proof-surplus", "a tail cut off", f -> f.edit("lanes/1.jsonl", lines -> lines.remove(3))),
            new Forgery("proof-missing", "all proofs taken away", ProvenPackTest::withoutProofs));

    static Stream<Forgery> forgeries() {
        return FORGERIES.stream();
    }

    @Test
    void whatFourValidatorsCommittedIsVerified() throws Exception {
        List<String> lines = bothSay(PackFiles.read(recorded), Exit.OK);

        assertThat(lines.get(1)).endsWith(" 5 blocks stand, signed by more than two thirds of 4 validators");
        assertThat(lines).contains("lane 1: stands, 4 transactions, 3 changes", "verified");
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void everyForgeryIsNamed(Forgery forgery) throws Exception {
        PackFiles forged = PackFiles.read(recorded);
        forgery.forge().accept(forged);

        List<String> lines = bothSay(forged.describe(), Exit.NO);

        assertThat(lines).contains("NOT VERIFIED").anyMatch(line -> line.contains(": " + forgery.code() + ", "));
    }

    @Test
    void oneOfFourVotesMayBeMissing() throws Exception {
        PackFiles fewer = PackFiles.read(recorded);
        blockTree(tree -> dropVotes(tree, 1)).accept(fewer);

        bothSay(fewer, Exit.OK);
    }

    @Test
    void blocksAreJudgedByWhatTheConsortiumAgreedOn() throws Exception {
        assertThat(agreedOn(chain -> new LedgerChain("another", chain.validators())))
                .anyMatch(line -> line.contains("proof-chain, "));
        assertThat(agreedOn(ProvenPackTest::moreValidators)).anyMatch(line -> line.contains("proof-validators, "));
        assertThat(agreedOn(ProvenPackTest::strongerFirst)).anyMatch(line -> line.contains("proof-validators, "));
    }

    @Test
    void whoTrustsAnotherChainIsToldThatItIsForeign() throws Exception {
        Consortium own = consortium(PackFiles.read(recorded));
        Consortium other = new Village("laptop", 7)
                .laptop.onChain(
                        new LedgerChain("another", own.chain().orElseThrow().validators()));
        Path trusted = Files.write(directory.resolve("other.json"), CanonicalJson.bytes(other.tree()));

        Answer ours = OurVerifier.judge(recorded, trusted);

        assertThat(ours.lines()).anyMatch(line -> line.contains("foreign, "));
        assertThat(independent.judge(recorded, trusted)).isEqualTo(ours);
    }

    @Test
    void whoNeverSignedAChainIsNotJudgedByOne() throws Exception {
        PackFiles files = PackFiles.read(recorded);
        byte[] chainless =
                CanonicalJson.bytes(new Village("laptop", 7).laptop.consortium().tree());

        bothSay(files.put("consortium.json", chainless), Exit.USAGE);
    }

    @Test
    void bothSayTheSameOfEveryFlippedBit() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < FLIPS; i++) {
            PackFiles flipped = PackFiles.read(recorded);
            String name = List.of(BLOCKS, PROOFS, "proofs/0.jsonl").get(i % 3);
            byte[] bytes = flipped.files().get(name);
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));

            Path pack = flipped.write(directory.resolve("flipped.zip"));
            Answer ours = OurVerifier.judge(pack);

            assertThat(ours.exit()).as("%d: %s", i, name).isIn(Exit.NO, Exit.USAGE);
            assertThat(independent.judge(pack)).as("%d: %s", i, name).isEqualTo(ours);
        }
    }

    private static List<String> agreedOn(UnaryOperator<LedgerChain> other) throws Exception {
        PackFiles files = PackFiles.read(recorded);
        LedgerChain own = consortium(files).chain().orElseThrow();
        Consortium agreed = new Village("laptop", 7).laptop.onChain(other.apply(own));
        return bothSay(files.put("consortium.json", CanonicalJson.bytes(agreed.tree())), Exit.NO);
    }

    private static LedgerChain moreValidators(LedgerChain chain) {
        List<Validator> more = new ArrayList<>(chain.validators());
        more.set(
                0,
                new Validator(
                        new Village("laptop", 7).laptop.key(CLINIC, "seal").publicKey(), 10));
        return new LedgerChain(chain.chain(), more);
    }

    private static LedgerChain strongerFirst(LedgerChain chain) {
        List<Validator> other = new ArrayList<>(chain.validators());
        other.set(0, new Validator(other.get(0).key(), other.get(0).power() + 1));
        return new LedgerChain(chain.chain(), other);
    }

    private static Consortium consortium(PackFiles files) {
        return Consortium.of(tree(files.files().get("consortium.json")));
    }

    private static void withoutProofs(PackFiles files) {
        files.files().keySet().removeIf(name -> name.startsWith("proofs/") || name.equals(BLOCKS));
    }

    private static void swap(List<String> lines) {
        Collections.swap(lines, 1, 2);
    }

    private static Consumer<PackFiles> proof(String text, String other) {
        return files -> files.edit(PROOFS, lines -> replace(lines, text, other));
    }

    private static Consumer<PackFiles> block(String text, String other) {
        return files -> files.edit(BLOCKS, lines -> replace(lines, text, other));
    }

    private static void replace(List<String> lines, String text, String other) {
        for (int i = 0; i < lines.size(); i++) {
            lines.set(i, lines.get(i).replaceFirst(Pattern.quote(text), other));
        }
    }

    private static Consumer<PackFiles> blockTree(Consumer<Map<String, Object>> edit) {
        return files -> files.edit(
                BLOCKS,
                lines -> lines.replaceAll(line -> {
                    Map<String, Object> tree = tree(line.getBytes(StandardCharsets.UTF_8));
                    edit.accept(tree);
                    return CanonicalJson.text(tree);
                }));
    }

    /** A tree that may be edited: its object, what is in that, and votes. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(byte[] json) {
        Map<String, Object> tree = new TreeMap<>((Map<String, Object>) StrictJson.read(json, JsonLimits.BODY));
        if (tree.get("commit") instanceof Map<?, ?> given) {
            Map<String, Object> commit = new TreeMap<>((Map<String, Object>) given);
            commit.put("votes", new ArrayList<>((List<Object>) given.get("votes")));
            tree.put("commit", commit);
        }
        return tree;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> votes(Map<String, Object> block) {
        return (List<Object>) ((Map<?, ?>) block.get("commit")).get("votes");
    }

    private static void exchangeVotes(Map<String, Object> block) {
        Collections.swap(votes(block), 0, 1);
    }

    /** Leaves so many of the four out, those that are missing already among them. */
    private static void dropVotes(Map<String, Object> block, int missing) {
        List<Object> votes = votes(block);
        for (int i = 0; Collections.frequency(votes, null) < missing; i++) {
            votes.set(i, null);
        }
    }

    private static List<String> bothSay(PackFiles files, int exit) throws Exception {
        Path pack = files.write(directory.resolve("pack.zip"));
        Answer ours = OurVerifier.judge(pack);
        assertThat(independent.judge(pack)).isEqualTo(ours);
        assertThat(ours.exit()).as(String.join("\n", ours.lines())).isEqualTo(exit);
        return ours.lines();
    }
}
