package health.countersign.ledger;

import java.util.Base64;
import java.util.HexFormat;

/**
 * A condition as a fulfillment and a URI name it: hash, kind and cost without what is inside.
 *
 * @param threshold whether it is a threshold, else it is one key
 * @param hash 64 lower hexadecimal digits of SHA-256
 * @param cost what verifying costs at most, in the crypto-conditions draft's units
 */
public record Fingerprint(boolean threshold, String hash, long cost) {
    /** What one Ed25519 signature costs. */
    public static final long KEY_COST = 131_072;

    public Fingerprint {
        if (hash.length() != 64 || cost < KEY_COST || (!threshold && cost != KEY_COST)) {
            throw new IllegalArgumentException("not a condition's fingerprint");
        }
    }

    /** The named-information URI. */
    public String uri() {
        String digest = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HexFormat.of().parseHex(hash));
        return threshold
                ? "ni:///sha-256;%s?fpt=threshold-sha-256&cost=%d&subtypes=ed25519-sha-256".formatted(digest, cost)
                : "ni:///sha-256;%s?fpt=ed25519-sha-256&cost=%d".formatted(digest, cost);
    }
}
