package health.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.PublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTest {
    private static final Random RANDOM = new Random(20_260_102);
    private static final List<String> KEYS = keys(80);

    @Test
    void everyConditionHasTheDraftsFingerprintAndCost() {
        for (int i = 0; i < 300; i++) {
            Condition condition = condition(RANDOM.nextInt(4), new ArrayList<>(KEYS));

            assertThat(condition.uri()).isEqualTo(NaiveConditions.uri(condition));
            assertThat(Condition.of(condition.details())).isEqualTo(condition);
        }
    }

    @Test
    void everyFulfillmentHasTheDraftsBytesAndFulfillsItsCondition() {
        for (int i = 0; i < 300; i++) {
            Condition condition = condition(RANDOM.nextInt(4), new ArrayList<>(KEYS));
            NaiveConditions.Fulfilled fulfilled = NaiveConditions.fulfilled(condition, RANDOM);

            String text = fulfilled.ours().text();

            assertThat(text).isEqualTo(base64(fulfilled.der()));
            assertThat(Fulfillment.of(text).text()).isEqualTo(text);
            assertThat(Fulfillment.of(text).condition().uri()).isEqualTo(condition.uri());
        }
    }

    @Test
    void oneMoreOrOneFewerSignatureIsAnotherCondition() {
        Condition.Threshold condition = new Condition.Threshold(
                2,
                KEYS.subList(0, 4).stream().<Condition>map(Condition.Key::new).toList());
        for (int others : new int[] {1, 3}) {
            NaiveConditions.Fulfilled fulfilled =
                    NaiveConditions.fulfilled(new Condition.Threshold(others, condition.of()), RANDOM);

            assertThat(fulfilled.ours().condition().uri()).isNotEqualTo(condition.uri());
        }
    }

    @Test
    void noOtherBytesAreReadAsTheSameFulfillment() {
        Condition condition = condition(2, new ArrayList<>(KEYS));
        byte[] der = NaiveConditions.fulfilled(condition, RANDOM).der();
        int read = 0;
        for (int i = 0; i < der.length; i++) {
            for (int flip : new int[] {1 << i % 8}) {
                byte[] changed = der.clone();
                changed[i] ^= (byte) flip;
                read += isReadAs(changed, condition) ? 1 : 0;
            }
            isNotRead(Arrays.copyOf(der, i));
        }
        // Only where a signature's own bytes were changed is it still a fulfillment, and of the same condition.
        assertThat(read).isEqualTo(64 * Fulfillment.of(base64(der)).signatures().size());
        isNotRead(Arrays.copyOf(der, der.length + 1));
    }

    private static boolean isReadAs(byte[] der, Condition condition) {
        try {
            Fulfillment read = Fulfillment.of(base64(der));
            assertThat(read.text()).isEqualTo(base64(der));
            return read.condition().uri().equals(condition.uri());
        } catch (MalformedFulfillmentException notTaken) {
            return false;
        }
    }

    private static void isNotRead(byte[] der) {
        assertThatThrownBy(() -> Fulfillment.of(base64(der))).isInstanceOf(MalformedFulfillmentException.class);
    }

    @Test
    void otherEncodingsOfTheSameFulfillmentAreRefused() {
        byte[] a = key(0);
        byte[] b = key(1);
        byte[] low = Arrays.compareUnsigned(a, b) < 0 ? a : b;
        byte[] high = low == a ? b : a;
        byte[] none = NaiveConditions.tlv(0xA1);

        Fulfillment.of(base64(NaiveConditions.tlv(0xA2, NaiveConditions.tlv(0xA0, low, high), none)));
        isNotRead(NaiveConditions.tlv(0xA2, NaiveConditions.tlv(0xA0, high, low), none));
        isNotRead(NaiveConditions.tlv(0xA2, none, NaiveConditions.tlv(0xA0, low, high)));
        isNotRead(NaiveConditions.tlv(0xA2, NaiveConditions.tlv(0xA0, low, high)));
        isNotRead(NaiveConditions.tlv(0xA2, NaiveConditions.tlv(0xA0), none));
        isNotRead(NaiveConditions.tlv(0xA2, NaiveConditions.tlv(0xA0, low), none, new byte[] {5, 0}));
        byte[] longForm = new byte[a.length + 1];
        longForm[0] = a[0];
        longForm[1] = (byte) 0x81;
        System.arraycopy(a, 1, longForm, 2, a.length - 1);
        isNotRead(longForm);
    }

    @Test
    void otherTextsOfTheSameBytesAreRefused() {
        Condition twoOfThree = new Condition.Threshold(
                2,
                KEYS.subList(0, 3).stream().<Condition>map(Condition.Key::new).toList());
        String text = base64(NaiveConditions.fulfilled(twoOfThree, RANDOM).der());
        assertThat(text.length() % 4).isNotZero();

        assertThat(Fulfillment.of(text).text()).isEqualTo(text);
        for (String other : List.of(
                text + "=".repeat(4 - text.length() % 4),
                text + "A",
                text.substring(0, 5) + "\n" + text.substring(5),
                text.substring(0, text.length() - 1) + (char) (text.charAt(text.length() - 1) + 1),
                " " + text,
                "")) {
            assertThatThrownBy(() -> Fulfillment.of(other)).isInstanceOf(MalformedFulfillmentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 50, 1_000, 5_000})
    void nestingDeeperThanThreeIsRefusedWithoutReadingDeeper(int depth) {
        byte[] der = key(0);
        for (int i = 0; i < depth && der.length < 20_000; i++) {
            der = NaiveConditions.tlv(0xA2, NaiveConditions.tlv(0xA0, der), NaiveConditions.tlv(0xA1));
        }
        isNotRead(der);

        Map<String, Object> details = Map.of("type", Condition.ED25519, "public_key", KEYS.get(0));
        for (int i = 0; i < depth; i++) {
            details = Map.of("type", Condition.THRESHOLD, "threshold", 1L, "subconditions", List.of(details));
        }
        Map<String, Object> deep = details;
        assertThatThrownBy(() -> Condition.of(deep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void moreThan64LeavesAreRefused() {
        Condition.Threshold most = new Condition.Threshold(
                1,
                KEYS.subList(0, 64).stream().<Condition>map(Condition.Key::new).toList());
        Condition.Threshold more = new Condition.Threshold(
                1,
                KEYS.subList(0, 65).stream().<Condition>map(Condition.Key::new).toList());

        assertThat(Condition.of(most.details())).isEqualTo(most);
        assertThatThrownBy(() -> Condition.of(more.details())).isInstanceOf(IllegalArgumentException.class);
        Fulfillment.of(base64(NaiveConditions.fulfilled(most, RANDOM).der()));
        isNotRead(NaiveConditions.fulfilled(more, RANDOM).der());
    }

    @Test
    void moreThan16KiBAreRefused() {
        isNotRead(NaiveConditions.tlv(0xA2, new byte[16 * 1024]));
        assertThatThrownBy(() -> Fulfillment.of("A".repeat(1_000_000)))
                .isInstanceOf(MalformedFulfillmentException.class);
    }

    @Test
    void detailsOfAnotherShapeAreRefused() {
        Map<String, Object> good = new HashMap<>(new Condition.Key(KEYS.get(0)).details());
        for (Object bad : List.of("x", 1L, List.of(), Map.of(), Map.of("type", Condition.ED25519))) {
            assertThatThrownBy(() -> Condition.of(bad)).isInstanceOf(IllegalArgumentException.class);
        }
        good.put("public_key", KEYS.get(0) + "1");
        assertThatThrownBy(() -> Condition.of(good)).isInstanceOf(IllegalArgumentException.class);
        Map<String, Object> none = Map.of("type", Condition.THRESHOLD, "threshold", 0L, "subconditions", List.of());
        assertThatThrownBy(() -> Condition.of(none)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void base58HasOneTextForOneKey() {
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[RANDOM.nextInt(40)];
            RANDOM.nextBytes(bytes);
            Arrays.fill(bytes, 0, Math.min(bytes.length, RANDOM.nextInt(4)), (byte) 0);

            assertThat(Base58.decode(Base58.encode(bytes))).isEqualTo(bytes);
        }
        assertThatThrownBy(() -> Base58.decode("0OIl")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Base58.decodeKey("1" + KEYS.get(0))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] key(int index) {
        return NaiveConditions.fulfilled(new Condition.Key(KEYS.get(index)), RANDOM)
                .der();
    }

    /** A random condition so many thresholds deep, of distinct keys. */
    private static Condition condition(int depth, List<String> keys) {
        if (depth == 0) {
            return new Condition.Key(keys.remove(keys.size() - 1));
        }
        int parts = 1 + RANDOM.nextInt(depth == 1 ? 6 : 3);
        List<Condition> of = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            of.add(condition(i == 0 ? depth - 1 : RANDOM.nextInt(depth), keys));
        }
        Collections.shuffle(of, RANDOM);
        return new Condition.Threshold(1 + RANDOM.nextInt(parts), of);
    }

    private static List<String> keys(int number) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            byte[] seed = new byte[32];
            RANDOM.nextBytes(seed);
            PublicKey key = Ed25519.preferred().signingKey(seed).publicKey();
            keys.add(Base58.encode(key.bytes()));
        }
        return List.copyOf(keys);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
