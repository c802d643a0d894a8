package health.countersign.ledger;

import health.countersign.domain.PublicKey;
import health.countersign.domain.SignatureVerifier;
import java.util.List;

/** Looks at the signatures inside a fulfillment. */
final class Signatures {
    private Signatures() {}

    /** Whether every signature in this input's fulfillment is one over the input's message. */
    static boolean hold(Transaction tx, int input, SignatureVerifier verifier) {
        List<Fulfillment.Signed> signatures = tx.fulfillments().get(input).signatures();
        byte[] message = tx.message(input);
        return signatures.stream()
                .allMatch(
                        s -> verifier.verifies(PublicKey.of(Base58.decodeKey(s.publicKey())), message, s.signature()));
    }
}
