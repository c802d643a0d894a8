package health.countersign.embedded.ledger;

import health.countersign.ledger.OutputReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** How ids, heights and outputs are laid out in the store: big-endian, so that bytewise order is the chain's order. */
final class StoreKeys {
    static final int ID_BYTES = 32;
    private static final int INT = Integer.BYTES;
    private static final int LONG = Long.BYTES;
    private static final HexFormat HEX = HexFormat.of();

    private StoreKeys() {}

    static byte[] id(String hex) {
        return HEX.parseHex(hex);
    }

    static String id(byte[] from, int offset) {
        return HEX.formatHex(from, offset, offset + ID_BYTES);
    }

    static boolean isId(String text) {
        return text.length() == 2 * ID_BYTES && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    static byte[] height(long height) {
        return ByteBuffer.allocate(LONG).putLong(height).array();
    }

    static byte[] output(OutputReference output) {
        return ByteBuffer.allocate(ID_BYTES + LONG)
                .put(id(output.transactionId()))
                .putLong(output.outputIndex())
                .array();
    }

    /** A transaction of a chain, at its place. */
    static byte[] ofAsset(String assetId, long height, int index) {
        return ByteBuffer.allocate(ID_BYTES + LONG + INT)
                .put(id(assetId))
                .putLong(height)
                .putInt(index)
                .array();
    }

    /** All outputs of a key begin with this; no base 58 text holds a zero byte. */
    static byte[] owner(String publicKey) {
        byte[] text = publicKey.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(text.length + 1).put(text).put((byte) 0).array();
    }

    static byte[] ofOwner(String publicKey, long height, int index, int output) {
        byte[] owner = owner(publicKey);
        return ByteBuffer.allocate(owner.length + LONG + INT + INT)
                .put(owner)
                .putLong(height)
                .putInt(index)
                .putInt(output)
                .array();
    }

    static boolean startsWith(byte[] key, byte[] prefix) {
        return key.length >= prefix.length && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
    }
}
