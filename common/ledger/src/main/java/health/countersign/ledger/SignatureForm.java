package health.countersign.ledger;

import java.math.BigInteger;

/**
 * The form of a signature R ‖ S on which verifiers disagree: S must be below the group's order, R the canonical
 * encoding of a point that is not the neutral one (libsodium, which the ledger uses, refuses the others).
 */
final class SignatureForm {
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    private SignatureForm() {}

    static boolean isCanonical(byte[] signature) {
        if (signature.length != 64) {
            return false;
        }
        BigInteger s = littleEndian(signature, 32);
        BigInteger y = littleEndian(signature, 0).clearBit(255);
        return s.compareTo(L) < 0 && y.compareTo(P) < 0 && !y.equals(BigInteger.ONE);
    }

    private static BigInteger littleEndian(byte[] bytes, int from) {
        byte[] reversed = new byte[32];
        for (int i = 0; i < 32; i++) {
            reversed[31 - i] = bytes[from + i];
        }
        return new BigInteger(1, reversed);
    }
}
