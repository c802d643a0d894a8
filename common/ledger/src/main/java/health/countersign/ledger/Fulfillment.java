package health.countersign.ledger;

import health.countersign.domain.Signature;
import java.util.List;

/** What opens an output: a key's signature, or exactly as many fulfillments as a threshold asks for. */
public sealed interface Fulfillment {
    /** The longest fulfillment that we write or read, in bytes of DER. */
    int MAX_BYTES = 16 * 1024;

    /** A signature by this key (base 58) over the input's message. */
    record Signed(String publicKey, Signature signature) implements Fulfillment {}

    /** As many fulfillments as needed, and the fingerprints of the conditions that were not. */
    record Threshold(List<Fulfillment> fulfilled, List<Fingerprint> others) implements Fulfillment {
        public Threshold {
            fulfilled = List.copyOf(fulfilled);
            others = List.copyOf(others);
            if (fulfilled.isEmpty()) {
                throw new IllegalArgumentException("a threshold is fulfilled by one at least");
            }
        }
    }

    /** The fingerprint of the condition that this fulfills. */
    default Fingerprint condition() {
        return CryptoConditions.fingerprint(this);
    }

    /** The signatures inside, from left to right. */
    default List<Signed> signatures() {
        if (this instanceof Signed signed) {
            return List.of(signed);
        }
        return ((Threshold) this)
                .fulfilled().stream().flatMap(f -> f.signatures().stream()).toList();
    }

    /** Base64url without padding of the one canonical DER encoding. */
    default String text() {
        return CryptoConditions.text(this);
    }

    /**
     * Reads a transaction's {@code fulfillment}.
     *
     * @throws MalformedFulfillmentException for anything but the one canonical text of a fulfillment within our limits
     */
    static Fulfillment of(String text) {
        return CryptoConditions.read(text);
    }
}
