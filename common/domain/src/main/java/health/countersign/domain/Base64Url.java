package health.countersign.domain;

import java.util.Base64;

/** base64url without padding (RFC 4648 section 5); other spellings of the same bytes are refused. */
public final class Base64Url {
    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes; padding, other alphabets and unused bits that are not zero are refused. */
    public static byte[] decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("base64url must be unpadded and canonical");
        }
        return bytes;
    }

    static void require(String text, int bytes, String what) {
        if (decode(text).length != bytes) {
            throw new IllegalArgumentException("%s has %d bytes".formatted(what, bytes));
        }
    }
}
