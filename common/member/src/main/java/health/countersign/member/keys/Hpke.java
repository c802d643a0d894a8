package health.countersign.member.keys;

import health.countersign.domain.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;

/** Hybrid public key encryption (RFC 9180), base mode, X25519, HKDF-SHA256, AES-256-GCM, single shot. */
final class Hpke {
    private static final int ENCAPSULATION = 32;
    private static final byte[] NO_AAD = {};

    private Hpke() {}

    /** Encrypts to the holder of this X25519 key; the encapsulated key comes first. */
    static byte[] seal(PublicKey reader, byte[] info, byte[] plain) {
        HPKE hpke = suite();
        try {
            byte[][] parts =
                    hpke.seal(hpke.deserializePublicKey(reader.bytes()), info, NO_AAD, plain, null, null, null);
            byte[] cipherText = parts[0];
            byte[] encapsulation = parts[1];
            byte[] sealed = Arrays.copyOf(encapsulation, encapsulation.length + cipherText.length);
            System.arraycopy(cipherText, 0, sealed, encapsulation.length, cipherText.length);
            return sealed;
        } catch (InvalidCipherTextException e) {
            throw new IllegalStateException("encrypting does not fail", e);
        }
    }

    /** The plain text; empty if it is not for this key, not for this use, or was altered. */
    static Optional<byte[]> open(AsymmetricCipherKeyPair reader, byte[] info, byte[] sealed) {
        if (sealed.length <= ENCAPSULATION) {
            return Optional.empty();
        }
        byte[] encapsulation = Arrays.copyOf(sealed, ENCAPSULATION);
        byte[] cipherText = Arrays.copyOfRange(sealed, ENCAPSULATION, sealed.length);
        try {
            return Optional.of(suite().open(encapsulation, reader, info, NO_AAD, cipherText, null, null, null));
        } catch (InvalidCipherTextException | IllegalStateException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    static AsymmetricCipherKeyPair pair(byte[] privateKey, PublicKey publicKey) {
        return suite().deserializePrivateKey(privateKey, publicKey.bytes());
    }

    static HPKE suite() {
        return new HPKE(HPKE.mode_base, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }
}
