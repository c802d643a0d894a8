package health.countersign.embedded.ledger;

import health.countersign.ledger.OutputReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** How ids, places and outputs are laid out in the store: big-endian, so that bytewise order is the chain's order. */
final class StoreKeys {
    static final int ID_BYTES = 32;
    private static final HexFormat HEX = HexFormat.of();

    private StoreKeys() {}

    static byte[] id(String hex) {
        return HEX.parseHex(hex);
    }

    static String id(byte[] from, int offset) {
        return HEX.formatHex(from, offset, offset + ID_BYTES);
    }

    static boolean isId(String text) {
        return text.length() == 2 * ID_BYTES && text.chars().allMatch(StoreKeys::isLowerHex);
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }

    static byte[] height(long height) {
        return ByteBuffer.allocate(Long.BYTES).putLong(height).array();
    }

    static byte[] output(OutputReference output) {
        return ByteBuffer.allocate(ID_BYTES + Long.BYTES)
                .put(id(output.transactionId()))
                .putLong(output.outputIndex())
                .array();
    }

    /** A transaction of an asset's chain. */
    static byte[] ofAsset(String assetId, Place place) {
        return place.into(ByteBuffer.allocate(ID_BYTES + Place.BYTES).put(id(assetId)))
                .array();
    }

    /** All outputs of a key begin with this; no base 58 text holds a zero byte. */
    static byte[] owner(String publicKey) {
        byte[] text = publicKey.getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(text, text.length + 1);
    }

    static byte[] ofOwner(String publicKey, Place place, int output) {
        byte[] owner = owner(publicKey);
        ByteBuffer key = ByteBuffer.allocate(owner.length + Place.BYTES + Integer.BYTES);
        return place.into(key.put(owner)).putInt(output).array();
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
