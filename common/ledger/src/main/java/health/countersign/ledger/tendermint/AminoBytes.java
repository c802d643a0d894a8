package health.countersign.ledger.tendermint;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Bytes in Tendermint's encoding, amino 0.14: like Protocol Buffers 3, fields in ascending order and left out where
 * they are zero or empty (Tendermint 0.31.5, spec/blockchain/encoding.md).
 */
final class AminoBytes {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A number by itself, in groups of seven bits, the lowest first. */
    static byte[] uvarint(long value) {
        AminoBytes bytes = new AminoBytes();
        bytes.number(value);
        return bytes.array();
    }

    /** A byte string by itself, with its length before it; nothing at all if it is empty. */
    static byte[] item(byte[] value) {
        return value.length == 0 ? value : delimited(value);
    }

    static byte[] text(String value) {
        return item(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A byte string with its length before it. */
    static byte[] delimited(byte[] value) {
        AminoBytes bytes = new AminoBytes();
        bytes.number(value.length);
        bytes.out.writeBytes(value);
        return bytes.array();
    }

    AminoBytes varint(int field, long value) {
        if (value != 0) {
            key(field, VARINT);
            number(value);
        }
        return this;
    }

    AminoBytes fixed64(int field, long value) {
        if (value != 0) {
            key(field, FIXED64);
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                out.write((int) (value >>> shift));
            }
        }
        return this;
    }

    AminoBytes bytes(int field, byte[] value) {
        if (value.length > 0) {
            key(field, LENGTH_DELIMITED);
            out.writeBytes(delimited(value));
        }
        return this;
    }

    byte[] array() {
        return out.toByteArray();
    }

    private void key(int field, int type) {
        number((long) field << 3 | type);
    }

    private void number(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.write((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
