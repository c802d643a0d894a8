package health.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import health.countersign.domain.PublicKey;
import health.countersign.domain.Signature;
import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class Ed25519Test {
    private static final HexFormat HEX = HexFormat.of();
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    /** Every provider that this machine has. */
    static Stream<Ed25519> providers() {
        return Stream.concat(Stream.of(Ed25519.ofJdk()), Ed25519.ofCorretto().stream());
    }

    /** The 12 crafted cases of ed25519-speccheck (Apache-2.0), on which verifiers disagree. */
    static Stream<Map<?, ?>> crafted() throws IOException {
        try (InputStream in = Ed25519Test.class.getResourceAsStream("/ed25519/speccheck.json")) {
            List<?> cases = (List<?>) StrictJson.read(in.readAllBytes(), JsonLimits.BODY);
            return cases.stream().map(each -> (Map<?, ?>) each);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyCraftedSignatureIsRefusedByEveryProvider(Ed25519 ed25519) throws IOException {
        List<Boolean> verdicts = crafted().map(each -> verifies(ed25519, each)).toList();

        assertThat(verdicts).hasSize(12).containsOnly(false);
    }

    private static boolean verifies(Ed25519 ed25519, Map<?, ?> crafted) {
        return ed25519.verifies(
                PublicKey.of(HEX.parseHex((String) crafted.get("pub_key"))),
                HEX.parseHex((String) crafted.get("message")),
                Signature.of(HEX.parseHex((String) crafted.get("signature"))));
    }

    @Test
    void keysThatAreNotOfPrimeOrderAreNotEnrolled() throws IOException {
        // Cases 6 and 7 have a good key and a scalar that is too large.
        crafted()
                .map(each -> (String) each.get("pub_key"))
                .filter(key -> !key.startsWith("442aad9f"))
                .map(key -> PublicKey.of(HEX.parseHex(key)))
                .forEach(key -> assertThatThrownBy(() -> PublicKeys.validate(key))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theStandardsOwnSignatureVerifies(Ed25519 ed25519) {
        // RFC 8032 section 7.1, TEST 3.
        SigningKey key =
                ed25519.signingKey(HEX.parseHex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"));
        byte[] message = HEX.parseHex("af82");

        Signature signature = key.sign(message);

        assertThat(HEX.formatHex(key.publicKey().bytes()))
                .isEqualTo("fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025");
        assertThat(HEX.formatHex(signature.bytes()))
                .isEqualTo("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a");
        assertThat(ed25519.verifies(key.publicKey(), message, signature)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void oneFlippedBitAnywhereFails(Ed25519 ed25519) {
        Random random = new Random(20_260_101);
        SigningKey key = ed25519.signingKey(bytes(random, 32));
        byte[] message = bytes(random, 32);
        byte[] signature = key.sign(message).bytes();

        for (int bit = 0; bit < 512; bit += 7) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ed25519.verifies(key.publicKey(), message, Signature.of(flipped)))
                    .isFalse();
        }
        message[0] ^= 1;
        assertThat(ed25519.verifies(key.publicKey(), message, Signature.of(signature)))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theSameSignatureWithALargerScalarIsRefused(Ed25519 ed25519) {
        SigningKey key = ed25519.signingKey(bytes(new Random(1), 32));
        byte[] message = {1, 2, 3};
        byte[] signature = key.sign(message).bytes();
        BigInteger larger = scalar(Arrays.copyOfRange(signature, 32, 64)).add(L);

        Signature malleated = Signature.of(concat(Arrays.copyOf(signature, 32), littleEndian(larger)));

        assertThat(ed25519.verifies(key.publicKey(), message, malleated)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aSignatureWithoutANonceIsRefusedAsTheLedgerDoes(Ed25519 ed25519) throws Exception {
        byte[] seed = bytes(new Random(2), 32);
        SigningKey key = ed25519.signingKey(seed);
        byte[] message = {4, 5, 6};
        byte[] neutral = littleEndian(BigInteger.ONE);

        Signature degenerate = Signature.of(concat(
                neutral,
                littleEndian(challenge(neutral, key, message)
                        .multiply(secretScalar(seed))
                        .mod(L))));

        assertThat(jdkAloneVerifies(key.publicKey(), message, degenerate)).isTrue();
        assertThat(ed25519.verifies(key.publicKey(), message, degenerate)).isFalse();
    }

    private static boolean jdkAloneVerifies(PublicKey key, byte[] message, Signature signature) throws Exception {
        byte[] prefix = HEX.parseHex("302a300506032b6570032100");
        java.security.Signature verifier = java.security.Signature.getInstance("Ed25519", "SunEC");
        verifier.initVerify(KeyFactory.getInstance("Ed25519", "SunEC")
                .generatePublic(new X509EncodedKeySpec(concat(prefix, key.bytes()))));
        verifier.update(message);
        return verifier.verify(signature.bytes());
    }

    @Test
    void providersSignAlikeAndTakeEachOthersSignatures() {
        assumeThat(Ed25519.ofCorretto()).isPresent();
        Random random = new Random(3);
        for (int i = 0; i < 20; i++) {
            byte[] seed = bytes(random, 32);
            byte[] message = bytes(random, random.nextInt(200));
            SigningKey jdk = Ed25519.ofJdk().signingKey(seed);
            SigningKey corretto = Ed25519.ofCorretto().get().signingKey(seed);

            assertThat(corretto.sign(message)).isEqualTo(jdk.sign(message));
            assertThat(providers().allMatch(p -> p.verifies(jdk.publicKey(), message, jdk.sign(message))))
                    .isTrue();
        }
    }

    @Test
    void manyThreadsMayUseOneKey() {
        Ed25519 ed25519 = Ed25519.preferred();
        SigningKey key = ed25519.signingKey(bytes(new Random(4), 32));

        List<Boolean> verdicts = IntStream.range(0, 400)
                .parallel()
                .mapToObj(i -> {
                    byte[] message = ("message " + i).getBytes(StandardCharsets.UTF_8);
                    return ed25519.verifies(key.publicKey(), message, key.sign(message));
                })
                .toList();

        assertThat(verdicts).hasSize(400).containsOnly(true);
    }

    @Test
    void aVerdictIsRememberedAndNoOther() {
        AtomicInteger asked = new AtomicInteger();
        SigningKey key = Ed25519.preferred().signingKey(bytes(new Random(5), 32));
        RememberingVerifier verifier = new RememberingVerifier(
                (publicKey, message, signature) -> {
                    asked.incrementAndGet();
                    return Ed25519.preferred().verifies(publicKey, message, signature);
                },
                10);
        byte[] message = {1};
        Signature signature = key.sign(message);

        List<Boolean> verdicts = new ArrayList<>();
        verdicts.add(verifier.verifies(key.publicKey(), message, signature));
        verdicts.add(verifier.verifies(key.publicKey(), message, signature));
        verdicts.add(verifier.verifies(key.publicKey(), new byte[] {2}, signature));
        verdicts.add(verifier.verifies(key.publicKey(), new byte[] {2}, signature));

        assertThat(verdicts).containsExactly(true, true, false, false);
        assertThat(asked).hasValue(2);
    }

    @Test
    void aPrivateKeyDoesNotShowItself() {
        byte[] seed = bytes(new Random(6), 32);

        assertThat(Ed25519.preferred().signingKey(seed).toString()).doesNotContain(HEX.formatHex(seed));
        assertThat(Ed25519.preferred().provider()).isNotBlank();
    }

    private static BigInteger challenge(byte[] r, SigningKey key, byte[] message) throws Exception {
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        sha512.update(r);
        sha512.update(key.publicKey().bytes());
        return scalar(sha512.digest(message)).mod(L);
    }

    private static BigInteger secretScalar(byte[] seed) throws Exception {
        byte[] half = Arrays.copyOf(MessageDigest.getInstance("SHA-512").digest(seed), 32);
        half[0] &= (byte) 248;
        half[31] &= 127;
        half[31] |= 64;
        return scalar(half);
    }

    private static BigInteger scalar(byte[] littleEndian) {
        byte[] reversed = new byte[littleEndian.length];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = littleEndian[reversed.length - 1 - i];
        }
        return new BigInteger(1, reversed);
    }

    private static byte[] littleEndian(BigInteger value) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = value.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] joined = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, joined, left.length, right.length);
        return joined;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
