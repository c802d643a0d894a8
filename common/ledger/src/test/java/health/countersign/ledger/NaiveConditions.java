package health.countersign.ledger;

import health.countersign.domain.Bytes;
import health.countersign.domain.Signature;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The crypto-conditions draft once more, written down as plainly as it says, to compare with. */
final class NaiveConditions {
    private static final byte[] KEY_COST = {0x02, 0x00, 0x00};

    private NaiveConditions() {}

    static String uri(Condition condition) {
        String fingerprint = Base64.getUrlEncoder().withoutPadding().encodeToString(fingerprint(condition));
        return condition instanceof Condition.Key
                ? "ni:///sha-256;" + fingerprint + "?fpt=ed25519-sha-256&cost=131072"
                : "ni:///sha-256;" + fingerprint + "?fpt=threshold-sha-256&cost=" + cost(condition)
                        + "&subtypes=ed25519-sha-256";
    }

    static byte[] encoded(Condition condition) {
        return condition instanceof Condition.Key
                ? tlv(0xA4, tlv(0x80, fingerprint(condition)), tlv(0x81, KEY_COST))
                : tlv(
                        0xA2,
                        tlv(0x80, fingerprint(condition)),
                        tlv(0x81, BigInteger.valueOf(cost(condition)).toByteArray()),
                        tlv(0x82, new byte[] {0x03, 0x08}));
    }

    static byte[] fingerprint(Condition condition) {
        if (condition instanceof Condition.Key key) {
            return sha256(tlv(0x30, tlv(0x80, key.bytes())));
        }
        Condition.Threshold threshold = (Condition.Threshold) condition;
        byte[] number = BigInteger.valueOf(threshold.threshold()).toByteArray();
        List<byte[]> subs =
                threshold.of().stream().map(NaiveConditions::encoded).toList();
        return sha256(tlv(0x30, tlv(0x80, number), tlv(0xA1, sorted(subs))));
    }

    static long cost(Condition condition) {
        if (condition instanceof Condition.Key) {
            return 131_072;
        }
        Condition.Threshold threshold = (Condition.Threshold) condition;
        List<Long> costs = new ArrayList<>(
                threshold.of().stream().map(NaiveConditions::cost).toList());
        costs.sort((a, b) -> Long.compare(b, a));
        return costs.subList(0, threshold.threshold()).stream()
                        .mapToLong(Long::longValue)
                        .sum()
                + 1024L * costs.size();
    }

    /** A condition together with a fulfillment of it, both as the draft encodes them, and ours. */
    record Fulfilled(Bytes encoded, Fulfillment ours) {
        byte[] der() {
            return encoded.array();
        }
    }

    /** Fulfills with random signatures, and a random choice of as many parts as needed. */
    static Fulfilled fulfilled(Condition condition, Random random) {
        if (condition instanceof Condition.Key key) {
            byte[] signature = new byte[64];
            random.nextBytes(signature);
            return new Fulfilled(
                    Bytes.of(tlv(0xA4, tlv(0x80, key.bytes()), tlv(0x81, signature))),
                    new Fulfillment.Signed(key.publicKey(), Signature.of(signature)));
        }
        Condition.Threshold threshold = (Condition.Threshold) condition;
        List<Integer> order = new ArrayList<>(
                IntStream.range(0, threshold.of().size()).boxed().toList());
        Collections.shuffle(order, random);
        List<byte[]> subfulfillments = new ArrayList<>();
        List<byte[]> subconditions = new ArrayList<>();
        List<Fulfillment> ours = new ArrayList<>();
        List<Fingerprint> others = new ArrayList<>();
        for (int i = 0; i < order.size(); i++) {
            Condition sub = threshold.of().get(order.get(i));
            if (i < threshold.threshold()) {
                Fulfilled fulfilled = fulfilled(sub, random);
                subfulfillments.add(fulfilled.der());
                ours.add(fulfilled.ours());
            } else {
                subconditions.add(encoded(sub));
                others.add(new Fingerprint(
                        sub instanceof Condition.Threshold, HexFormat.of().formatHex(fingerprint(sub)), cost(sub)));
            }
        }
        return new Fulfilled(
                Bytes.of(tlv(0xA2, tlv(0xA0, sorted(subfulfillments)), tlv(0xA1, sorted(subconditions)))),
                new Fulfillment.Threshold(ours, others));
    }

    static byte[] tlv(int tag, byte[]... parts) {
        byte[] value = concat(List.of(parts));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (value.length < 128) {
            out.write(value.length);
        } else if (value.length < 256) {
            out.write(0x81);
            out.write(value.length);
        } else {
            out.write(0x82);
            out.write(value.length >> 8);
            out.write(value.length & 255);
        }
        out.writeBytes(value);
        return out.toByteArray();
    }

    private static byte[] sorted(List<byte[]> parts) {
        List<byte[]> sorted = new ArrayList<>(parts);
        sorted.sort(Arrays::compareUnsigned);
        return concat(sorted);
    }

    private static byte[] concat(List<byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        parts.forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
