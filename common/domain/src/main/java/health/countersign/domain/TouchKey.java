package health.countersign.domain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What a change touches, without saying what it is: 16 bytes as 32 lower-case hex digits. Only one change may follow a
 * given base of a key, so changes that touch the same thing collide, whoever reads them.
 */
public record TouchKey(String hex) implements Comparable<TouchKey> {
    /** The name of the fact that a card is opened. */
    public static final String CARD = "card";

    public TouchKey {
        Hex.require(hex, 16, "a touch key");
    }

    /** The key of an entry ({@code Observation/123}) or a fact ({@code paid|<claim>}) under a section's index key. */
    public static TouchKey of(byte[] indexKey, String name) {
        return first16(Sha256.hmac(indexKey, name.getBytes(StandardCharsets.UTF_8)));
    }

    /** The public key of {@link #CARD} or {@link #keys}: the same for everybody, so that two starts collide. */
    public static TouchKey structural(CardId card, String name) {
        return first16(Sha256.of(Statement.TOUCH.bytes(List.of(card.value(), name))));
    }

    /** The name of the fact that a section has its keys. */
    public static String keys(Section section) {
        return "keys|" + section.wire();
    }

    private static TouchKey first16(byte[] digest) {
        return new TouchKey(Hex.of(Arrays.copyOf(digest, 16)));
    }

    @Override
    public int compareTo(TouchKey other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
