package health.countersign.ledger;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import health.countersign.domain.PublicKey;
import health.countersign.domain.Signature;
import health.countersign.domain.SignatureVerifier;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Ed25519 with one verdict on every machine (RFC 8032, cofactorless): only fully valid public keys, only canonical and
 * not degenerate signatures, whichever provider then does the arithmetic.
 */
public final class Ed25519 implements SignatureVerifier {
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final int MOST_KEYS = 4_096;
    private static final int SEED = 32;

    private final Provider provider;
    private final Bounded<PublicKey, Optional<SignaturePool>> verifiers = new Bounded<>(MOST_KEYS);

    private Ed25519(Provider provider) {
        this.provider = provider;
    }

    /** Amazon Corretto's provider (verifies in about 50 µs) where its native library loads, else the JDK's (900 µs). */
    public static Ed25519 preferred() {
        return ofCorretto().orElseGet(Ed25519::ofJdk);
    }

    /** With Amazon Corretto's provider, where its native library loads. */
    public static Optional<Ed25519> ofCorretto() {
        AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        return corretto.getLoadingError() == null && corretto.getService("Signature", "Ed25519") != null
                ? Optional.of(new Ed25519(corretto))
                : Optional.empty();
    }

    /** With the JDK's own provider. */
    public static Ed25519 ofJdk() {
        return new Ed25519(Security.getProvider("SunEC"));
    }

    /** Which provider does the arithmetic, to be said at start. */
    public String provider() {
        return provider.getInfo();
    }

    @Override
    public boolean verifies(PublicKey key, byte[] message, Signature signature) {
        byte[] bytes = signature.bytes();
        return SignatureForm.isCanonical(bytes)
                && verifiers
                        .get(key, this::verifier)
                        .map(pool -> verifies(pool, message, bytes))
                        .orElse(false);
    }

    /** The signing key of a seed of 32 bytes. */
    public SigningKey signingKey(byte[] seed) {
        if (seed.length != SEED) {
            throw new IllegalArgumentException("an Ed25519 seed has 32 bytes");
        }
        byte[] publicKey = new byte[SEED];
        org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        PrivateKey key = privateKey(seed);
        return new SigningKey(PublicKey.of(publicKey), new SignaturePool(() -> {
            java.security.Signature signature = signature();
            signature.initSign(key);
            return signature;
        }));
    }

    /** A new random seed. */
    public static byte[] newSeed() {
        byte[] seed = new byte[SEED];
        new SecureRandom().nextBytes(seed);
        return seed;
    }

    private Optional<SignaturePool> verifier(PublicKey key) {
        if (!PublicKeys.isValid(key)) {
            return Optional.empty();
        }
        java.security.PublicKey decoded = publicKey(key);
        return Optional.of(new SignaturePool(() -> {
            java.security.Signature signature = signature();
            signature.initVerify(decoded);
            return signature;
        }));
    }

    private static boolean verifies(SignaturePool pool, byte[] message, byte[] bytes) {
        return pool.with(signature -> {
            signature.update(message);
            try {
                return signature.verify(bytes);
            } catch (SignatureException notDecodable) {
                return false;
            }
        });
    }

    private java.security.Signature signature() throws GeneralSecurityException {
        return java.security.Signature.getInstance("Ed25519", provider);
    }

    private static java.security.PublicKey publicKey(PublicKey key) {
        try {
            return keys().generatePublic(new X509EncodedKeySpec(concat(X509_PREFIX, key.bytes())));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a validated key was not decoded", impossible);
        }
    }

    private static PrivateKey privateKey(byte[] seed) {
        byte[] encoded = concat(PKCS8_PREFIX, seed);
        try {
            return keys().generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("a seed was not taken", impossible);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    private static KeyFactory keys() throws GeneralSecurityException {
        return KeyFactory.getInstance("Ed25519", Security.getProvider("SunEC"));
    }

    private static byte[] concat(byte[] prefix, byte[] bytes) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + bytes.length);
        System.arraycopy(bytes, 0, joined, prefix.length, bytes.length);
        return joined;
    }
}
