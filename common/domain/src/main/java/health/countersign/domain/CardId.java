package health.countersign.domain;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The id of a patient's card: a random UUID in canonical lower-case text, never a medical record number. */
public record CardId(String value) implements Comparable<CardId> {
    public CardId {
        if (!UUID.fromString(value).toString().equals(value)) {
            throw new IllegalArgumentException("a card id is a UUID in lower-case canonical text");
        }
    }

    public static CardId random() {
        return new CardId(UUID.randomUUID().toString());
    }

    /** The lane of this card: the first 8 bytes of SHA-256(id), unsigned, modulo the number of lanes. */
    public int lane(int lanes) {
        byte[] digest = Sha256.of(value.getBytes(StandardCharsets.UTF_8));
        long first = 0;
        for (int i = 0; i < 8; i++) {
            first = (first << 8) | (digest[i] & 0xff);
        }
        return (int) Long.remainderUnsigned(first, lanes);
    }

    @Override
    public int compareTo(CardId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
