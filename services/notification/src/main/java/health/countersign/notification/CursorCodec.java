package health.countersign.notification;

import health.countersign.domain.OrganizationId;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes progress as an opaque text and reads it back: version, sequence, lanes, marks and lookbacks as variable-length
 * integers, then 16 bytes of HMAC-SHA256 over them, the log's name and the subscriber. So a cursor cannot be
 * forged, changed, used by another organization or taken to another log.
 */
final class CursorCodec {
    private static final int VERSION = 1;
    private static final int MAC_BYTES = 16;
    private static final int MOST_CHARACTERS = 16 * 1024;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final int lanes;

    /**
     * @param secret shared by all replicas, at least 32 bytes
     * @param log name of the log that positions belong to
     */
    CursorCodec(byte[] secret, String log, int lanes) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("a cursor key has at least 32 bytes");
        }
        this.key = new SecretKeySpec(
                hmac(
                        new SecretKeySpec(secret, HMAC),
                        ("countersign/cursor/v1\0" + log).getBytes(StandardCharsets.UTF_8)),
                HMAC);
        this.lanes = lanes;
    }

    String encode(OrganizationId subscriber, Progress progress) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(VERSION);
        write(out, progress.sequence());
        write(out, progress.lanes().size());
        progress.lanes().forEach(marks -> write(out, marks));
        byte[] body = out.toByteArray();
        ByteBuffer all = ByteBuffer.allocate(body.length + MAC_BYTES).put(body).put(mac(subscriber, body));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
    }

    /** @throws InvalidCursorException unless we made it for this subscriber */
    Progress decode(OrganizationId subscriber, String cursor) {
        byte[] all = bytes(cursor);
        byte[] body = Arrays.copyOf(all, all.length - MAC_BYTES);
        byte[] mac = Arrays.copyOfRange(all, body.length, all.length);
        if (!MessageDigest.isEqual(mac, mac(subscriber, body)) || body[0] != VERSION) {
            throw new InvalidCursorException();
        }
        ByteBuffer in = ByteBuffer.wrap(body, 1, body.length - 1);
        long sequence = read(in);
        if (read(in) != lanes) {
            throw new InvalidCursorException();
        }
        List<Marks> marks = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            marks.add(readMarks(in));
        }
        return new Progress(marks, sequence);
    }

    private static byte[] bytes(String cursor) {
        if (cursor.length() > MOST_CHARACTERS) {
            throw new InvalidCursorException();
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(cursor);
            boolean oneForm =
                    Base64.getUrlEncoder().withoutPadding().encodeToString(all).equals(cursor);
            if (all.length > MAC_BYTES + 2 && oneForm) {
                return all;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidCursorException(notBase64);
        }
        throw new InvalidCursorException();
    }

    private static void write(ByteArrayOutputStream out, Marks marks) {
        long[] lookback = marks.lookback();
        for (int topic = 0; topic < lookback.length; topic++) {
            write(out, marks.offset(topic));
            write(out, marks.index(topic));
            write(out, Math.max(0, marks.offset(topic) - lookback[topic]));
        }
    }

    private static Marks readMarks(ByteBuffer in) {
        int topics = Flow.TOPICS.size();
        long[] offsets = new long[topics];
        int[] indexes = new int[topics];
        long[] lookback = new long[topics];
        for (int topic = 0; topic < topics; topic++) {
            offsets[topic] = read(in);
            indexes[topic] = (int) read(in);
            lookback[topic] = offsets[topic] - read(in);
        }
        return new Marks(offsets, indexes, lookback);
    }

    private static void write(ByteArrayOutputStream out, long value) {
        long rest = value;
        while (rest > 0x7f) {
            out.write((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    private static long read(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    private byte[] mac(OrganizationId subscriber, byte[] body) {
        byte[] owner = (subscriber.value() + "\0").getBytes(StandardCharsets.UTF_8);
        byte[] bytes = ByteBuffer.allocate(owner.length + body.length)
                .put(owner)
                .put(body)
                .array();
        return Arrays.copyOf(hmac(key, bytes), MAC_BYTES);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }
}
