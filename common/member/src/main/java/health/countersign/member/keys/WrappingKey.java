package health.countersign.member.keys;

import health.countersign.domain.Bytes;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.KeyId;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.PublicKey;
import health.countersign.domain.Signature;
import health.countersign.domain.SignatureVerifier;
import health.countersign.domain.Wrap;
import health.countersign.ledger.SigningKey;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;

/** An organization's private X25519 key: opens what others wrapped to it. */
public final class WrappingKey {
    private static final Signature UNSIGNED = Signature.of(new byte[64]);

    private final PublicKey publicKey;
    private final AsymmetricCipherKeyPair pair;

    private WrappingKey(PublicKey publicKey, AsymmetricCipherKeyPair pair) {
        this.publicKey = publicKey;
        this.pair = pair;
    }

    /** The key of these 32 private bytes. */
    public static WrappingKey of(byte[] privateKey) {
        PublicKey publicKey = publicKey(privateKey);
        return new WrappingKey(publicKey, Hpke.pair(privateKey, publicKey));
    }

    private static PublicKey publicKey(byte[] privateKey) {
        byte[] bytes = new byte[32];
        org.bouncycastle.math.ec.rfc7748.X25519.generatePublicKey(privateKey, 0, bytes, 0);
        return PublicKey.of(bytes);
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** The wrapped key; empty if it is not wrapped to this key for what the wrap says, or is not the key it names. */
    public Optional<byte[]> unwrap(Wrap wrap) {
        return Hpke.open(pair, info(wrap), wrap.sealed().array())
                .filter(key -> key.length == 32 && KeyId.of(key).equals(wrap.key()));
    }

    /**
     * Wraps a key to a reader; {@code template} says what the key is for, its sealed part and signature are
     * replaced.
     */
    static Wrap wrap(Wrap template, byte[] key, PublicKey reader, SigningKey approval) {
        Wrap unsigned = with(template, Bytes.of(Hpke.seal(reader, info(template), key)), UNSIGNED);
        return with(unsigned, unsigned.sealed(), approval.sign(unsigned.signedBytes()));
    }

    /** Whether its wrapper signed this wrap. */
    public static boolean signed(Wrap wrap, Organization wrapper, SignatureVerifier verifier) {
        OrganizationId id = wrapper.id();
        return id.equals(wrap.wrapper())
                && verifier.verifies(wrapper.keys().approval(), wrap.signedBytes(), wrap.signature());
    }

    private static Wrap with(Wrap wrap, Bytes sealed, Signature signature) {
        return new Wrap(
                wrap.consortium(),
                wrap.card(),
                wrap.section(),
                wrap.purpose(),
                wrap.key(),
                wrap.reader(),
                sealed,
                wrap.wrapper(),
                signature);
    }

    private static byte[] info(Wrap wrap) {
        return CanonicalJson.bytes(Wrap.context(
                wrap.consortium(), wrap.card(), wrap.section(), wrap.purpose(), wrap.key(), wrap.reader()));
    }
}
