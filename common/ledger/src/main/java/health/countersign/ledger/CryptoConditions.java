package health.countersign.ledger;

import com.bigchaindb.cryptoconditions.CompoundCondition;
import com.bigchaindb.cryptoconditions.ConditionType;
import com.bigchaindb.cryptoconditions.der.CryptoConditionReader;
import com.bigchaindb.cryptoconditions.der.DEREncodingException;
import com.bigchaindb.cryptoconditions.types.Ed25519Sha256Condition;
import com.bigchaindb.cryptoconditions.types.Ed25519Sha256Fulfillment;
import com.bigchaindb.cryptoconditions.types.ThresholdSha256Condition;
import com.bigchaindb.cryptoconditions.types.ThresholdSha256Fulfillment;
import health.countersign.domain.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import net.i2p.crypto.eddsa.EdDSAPublicKey;
import net.i2p.crypto.eddsa.spec.EdDSANamedCurveSpec;
import net.i2p.crypto.eddsa.spec.EdDSANamedCurveTable;
import net.i2p.crypto.eddsa.spec.EdDSAPublicKeySpec;

/**
 * The driver's crypto-condition types, strictly wrapped: they encode and decode, and this class sees to one canonical
 * form, to limits, and to one thread at a time (the library shares a digest between all its objects).
 */
final class CryptoConditions {
    private static final Object LIBRARY = new Object();
    private static final int LONGEST_TEXT = (Fulfillment.MAX_BYTES + 2) / 3 * 4;
    private static final Bounded<Condition, Fingerprint> FINGERPRINTS = new Bounded<>(1_024);
    private static final Bounded<String, EdDSAPublicKey> KEYS = new Bounded<>(1_024);

    static {
        // The library decodes with the curve's name of eddsa 0.1, which newer versions of eddsa no longer know.
        EdDSANamedCurveSpec curve = EdDSANamedCurveTable.getByName(EdDSANamedCurveTable.ED_25519);
        EdDSANamedCurveTable.defineCurve(new EdDSANamedCurveSpec(
                "ed25519-sha-512", curve.getCurve(), curve.getHashAlgorithm(), curve.getScalarOps(), curve.getB()));
    }

    private CryptoConditions() {}

    static Fingerprint fingerprint(Condition condition) {
        return FINGERPRINTS.get(condition, missing -> {
            synchronized (LIBRARY) {
                return fingerprint(theirs(missing));
            }
        });
    }

    static Fingerprint fingerprint(Fulfillment fulfillment) {
        synchronized (LIBRARY) {
            return fingerprint(theirs(fulfillment).getCondition());
        }
    }

    static String text(Fulfillment fulfillment) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encode(fulfillment));
    }

    static Fulfillment read(String text) {
        byte[] der = decode(text);
        DerShape.check(der);
        Fulfillment fulfillment;
        try {
            synchronized (LIBRARY) {
                fulfillment = ours(CryptoConditionReader.readFulfillment(der));
            }
        } catch (DEREncodingException | IllegalArgumentException notTaken) {
            throw new MalformedFulfillmentException("the fulfillment's DER does not decode");
        }
        if (!Arrays.equals(encode(fulfillment), der)) {
            throw new MalformedFulfillmentException("the fulfillment's DER is not canonical");
        }
        return fulfillment;
    }

    private static byte[] encode(Fulfillment fulfillment) {
        synchronized (LIBRARY) {
            return theirs(fulfillment).getEncoded();
        }
    }

    private static byte[] decode(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new MalformedFulfillmentException(
                    "a fulfillment of more than %d bytes".formatted(Fulfillment.MAX_BYTES));
        }
        byte[] der;
        try {
            der = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedFulfillmentException("the fulfillment is not base64url");
        }
        if (der.length > 0 && der[0] == 0) {
            throw new MalformedFulfillmentException("the fulfillment is not DER", true);
        }
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(der).equals(text)) {
            throw new MalformedFulfillmentException("the fulfillment's base64url is not canonical");
        }
        return der;
    }

    // ---- ours to theirs, in canonical order -------------------------------------------------------------------------

    private static com.bigchaindb.cryptoconditions.Condition theirs(Condition condition) {
        if (condition instanceof Condition.Key key) {
            return new Ed25519Sha256Condition(key(key.publicKey()));
        }
        Condition.Threshold threshold = (Condition.Threshold) condition;
        return new ThresholdSha256Condition(
                threshold.threshold(),
                threshold.of().stream()
                        .map(CryptoConditions::theirs)
                        .toArray(com.bigchaindb.cryptoconditions.Condition[]::new));
    }

    private static com.bigchaindb.cryptoconditions.Fulfillment theirs(Fulfillment fulfillment) {
        if (fulfillment instanceof Fulfillment.Signed signed) {
            return new Ed25519Sha256Fulfillment(
                    key(signed.publicKey()), signed.signature().bytes());
        }
        Fulfillment.Threshold threshold = (Fulfillment.Threshold) fulfillment;
        return new ThresholdSha256Fulfillment(
                threshold.others().stream()
                        .map(CryptoConditions::theirs)
                        .sorted((a, b) -> Arrays.compareUnsigned(a.getEncoded(), b.getEncoded()))
                        .toArray(com.bigchaindb.cryptoconditions.Condition[]::new),
                threshold.fulfilled().stream()
                        .map(CryptoConditions::theirs)
                        .sorted((a, b) -> Arrays.compareUnsigned(a.getEncoded(), b.getEncoded()))
                        .toArray(com.bigchaindb.cryptoconditions.Fulfillment[]::new));
    }

    private static com.bigchaindb.cryptoconditions.Condition theirs(Fingerprint fingerprint) {
        byte[] hash = HexFormat.of().parseHex(fingerprint.hash());
        return fingerprint.threshold()
                ? new ThresholdSha256Condition(hash, fingerprint.cost(), EnumSet.of(ConditionType.ED25519_SHA256))
                : new Ed25519Sha256Condition(hash, fingerprint.cost());
    }

    private static EdDSAPublicKey key(String base58) {
        return KEYS.get(
                base58,
                missing -> new EdDSAPublicKey(new EdDSAPublicKeySpec(
                        Base58.decodeKey(missing), EdDSANamedCurveTable.getByName(EdDSANamedCurveTable.ED_25519))));
    }

    // ---- theirs to ours ---------------------------------------------------------------------------------------------

    private static Fulfillment ours(com.bigchaindb.cryptoconditions.Fulfillment fulfillment) {
        if (fulfillment instanceof Ed25519Sha256Fulfillment signed) {
            return new Fulfillment.Signed(
                    Base58.encode(signed.getPublicKey().getAbyte()), Signature.of(signed.getSignature()));
        }
        if (fulfillment instanceof ThresholdSha256Fulfillment threshold) {
            List<Fulfillment> fulfilled = Stream.of(threshold.getSubfulfillments())
                    .map(CryptoConditions::ours)
                    .toList();
            List<Fingerprint> others = Stream.of(threshold.getSubconditions())
                    .map(CryptoConditions::fingerprint)
                    .toList();
            return new Fulfillment.Threshold(fulfilled, others);
        }
        throw new IllegalArgumentException("a fulfillment of another type");
    }

    private static Fingerprint fingerprint(com.bigchaindb.cryptoconditions.Condition condition) {
        return new Fingerprint(
                condition instanceof CompoundCondition,
                HexFormat.of().formatHex(condition.getFingerprint()),
                condition.getCost());
    }
}
