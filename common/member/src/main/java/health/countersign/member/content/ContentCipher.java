package health.countersign.member.content;

import health.countersign.domain.Bytes;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Header;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * Hides a content: AES-256-GCM under a key and IV that HKDF-SHA256 (RFC 5869) derives from the section key and a fresh
 * 32-byte salt, bound to the header without {@code commitment} and {@code content}. A ciphertext is salt, then cipher
 * text with tag.
 */
public final class ContentCipher {
    /** Bytes of a section key. */
    public static final int KEY = 32;

    private static final int SALT = 32;
    private static final int IV = 12;
    private static final int TAG = 16;
    private static final byte[] INFO = "countersign/content/v1".getBytes(StandardCharsets.US_ASCII);

    private ContentCipher() {}

    /** Encrypts under a salt that has never been used with this key. */
    public static Bytes encrypt(byte[] sectionKey, Header header, byte[] plain) {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return encrypt(sectionKey, header, plain, salt);
    }

    static Bytes encrypt(byte[] sectionKey, Header header, byte[] plain, byte[] salt) {
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, sectionKey, salt, header).doFinal(plain);
            byte[] blob = Arrays.copyOf(salt, SALT + sealed.length);
            System.arraycopy(sealed, 0, blob, SALT, sealed.length);
            return Bytes.of(blob);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /** The plain text; empty if key, header or ciphertext do not belong together. */
    public static Optional<byte[]> decrypt(byte[] sectionKey, Header header, Bytes ciphertext) {
        byte[] blob = ciphertext.array();
        if (blob.length < SALT + TAG) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, sectionKey, Arrays.copyOf(blob, SALT), header);
            return Optional.of(cipher.doFinal(blob, SALT, blob.length - SALT));
        } catch (AEADBadTagException notOurs) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    private static Cipher cipher(int mode, byte[] sectionKey, byte[] salt, Header header)
            throws GeneralSecurityException {
        HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
        hkdf.init(new HKDFParameters(sectionKey, salt, INFO));
        byte[] okm = new byte[KEY + IV];
        hkdf.generateBytes(okm, 0, okm.length);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(okm, 0, KEY, "AES"), new GCMParameterSpec(TAG * 8, okm, KEY, IV));
        cipher.updateAAD(CanonicalJson.bytes(header.boundTree()));
        return cipher;
    }
}
