package health.countersign.domain;

import java.util.Arrays;

/** Bytes that do not change and that compare by value; base64url on the wire. */
public final class Bytes {
    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    public static Bytes of(byte[] bytes) {
        return new Bytes(bytes.clone());
    }

    public static Bytes ofBase64(String base64) {
        return new Bytes(Base64Url.decode(base64));
    }

    /** A copy of the bytes. */
    public byte[] array() {
        return value.clone();
    }

    public String base64() {
        return Base64Url.encode(value);
    }

    public int length() {
        return value.length;
    }

    public Digest digest() {
        return Digest.of(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return value.length + " bytes";
    }
}
