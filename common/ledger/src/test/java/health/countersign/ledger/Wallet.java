package health.countersign.ledger;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One key that makes assets and hands them on to itself. */
public final class Wallet {
    public static final Ed25519 ED25519 = Ed25519.preferred();

    private final SigningKey key = ED25519.signingKey(Ed25519.newSeed());
    private final String publicKey = Base58.encode(key.publicKey().bytes());

    public String publicKey() {
        return publicKey;
    }

    /** A new asset; what it says makes it differ from others. */
    public Transaction create(String says) {
        return signed(new Asset.Created(Map.of("says", says)), Optional.empty(), null);
    }

    /** Spends the first output of {@code parent}. */
    public Transaction transfer(Transaction parent, String says) {
        return signed(
                new Asset.Existing(parent.assetId()),
                Optional.of(new OutputReference(parent.id(), 0)),
                Map.of("says", says));
    }

    private Transaction signed(Asset asset, Optional<OutputReference> spends, Map<String, Object> metadata) {
        TransactionBody body = TransactionBody.of(
                asset,
                List.of(new Input(List.of(publicKey), spends)),
                metadata,
                List.of(Output.of(new Condition.Key(publicKey))));
        return body.fulfilled(List.of(new Fulfillment.Signed(publicKey, key.sign(body.message(0)))));
    }
}
