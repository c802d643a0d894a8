package health.countersign.domain;

import java.util.Base64;

/** base64url without padding (RFC 4648 section 5); other spellings of the same bytes are refused. */
public final class Base64Url {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes; padding, other alphabets and unused bits that are not zero are refused. */
    public static byte[] decode(String text) {
        if (text.indexOf('=') >= 0 || !lastIsCanonical(text)) {
            throw new IllegalArgumentException("base64url must be unpadded and canonical");
        }
        return Base64.getUrlDecoder().decode(text);
    }

    /** Of a group of two characters four bits belong to no byte, of three two. */
    private static boolean lastIsCanonical(String text) {
        int unused =
                switch (text.length() % 4) {
                    case 2 -> 0b1111;
                    case 3 -> 0b11;
                    default -> 0;
                };
        return unused == 0 || (ALPHABET.indexOf(text.charAt(text.length() - 1)) & unused) == 0;
    }

    static void require(String text, int bytes, String what) {
        if (decode(text).length != bytes) {
            throw new IllegalArgumentException("%s has %d bytes".formatted(what, bytes));
        }
    }
}
