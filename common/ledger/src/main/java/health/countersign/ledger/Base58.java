package health.countersign.ledger;

import java.math.BigInteger;
import java.util.Arrays;

/** The Bitcoin alphabet's base 58, in which the ledger writes public keys. */
public final class Base58 {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(58);
    private static final int LONGEST = 128;

    private Base58() {}

    /** The text of these bytes; each leading zero byte is one {@code 1}. */
    public static String encode(byte[] bytes) {
        StringBuilder digits = new StringBuilder();
        BigInteger rest = new BigInteger(1, bytes);
        while (rest.signum() > 0) {
            BigInteger[] split = rest.divideAndRemainder(BASE);
            digits.append(ALPHABET.charAt(split[1].intValue()));
            rest = split[0];
        }
        for (int i = 0; i < bytes.length && bytes[i] == 0; i++) {
            digits.append(ALPHABET.charAt(0));
        }
        return digits.reverse().toString();
    }

    /**
     * The bytes of this text.
     *
     * @throws IllegalArgumentException for another alphabet, or more than 128 characters
     */
    public static byte[] decode(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("too long for base 58");
        }
        BigInteger value = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("not base 58");
            }
            value = value.multiply(BASE).add(BigInteger.valueOf(digit));
        }
        int zeros = 0;
        while (zeros < text.length() && text.charAt(zeros) == ALPHABET.charAt(0)) {
            zeros++;
        }
        byte[] magnitude = value.signum() == 0 ? new byte[0] : value.toByteArray();
        int sign = magnitude.length > 0 && magnitude[0] == 0 ? 1 : 0;
        byte[] bytes = new byte[zeros + magnitude.length - sign];
        System.arraycopy(magnitude, sign, bytes, zeros, magnitude.length - sign);
        return bytes;
    }

    /**
     * The 32 bytes of a public key.
     *
     * @throws IllegalArgumentException if the text is anything but the one base 58 text of 32 bytes
     */
    public static byte[] decodeKey(String text) {
        byte[] key = decode(text);
        if (key.length != 32 || !encode(key).equals(text)) {
            throw new IllegalArgumentException("not a public key in base 58");
        }
        return Arrays.copyOf(key, 32);
    }
}
