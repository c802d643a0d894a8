package health.countersign.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.CanonicalJson;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is handed to the reader, it is a transaction that writes its own bytes, or it is refused by its class. */
class HostileTransactionTest {
    private static final List<String> VALID =
            List.of("v01_create_threshold", "v06_transfer_two_inputs", "v09_driver_transfer");

    private final Random random = new Random(20_260_104);

    @Test
    void brokenBytesAreRefused() {
        for (int i = 0; i < 800; i++) {
            byte[] json = LedgerVector.named(VALID.get(i % VALID.size())).json();
            for (int change = random.nextInt(4); change >= 0; change--) {
                json[random.nextInt(json.length)] = (byte) random.nextInt(256);
            }
            read(json);
        }
    }

    @Test
    void brokenTreesWithATrueIdAreRefusedByTheirClass() {
        Map<Fault, Integer> faults = new HashMap<>();
        for (int i = 0; i < 2_500; i++) {
            byte[] json = LedgerVector.named(VALID.get(i % VALID.size())).json();
            Map<String, Object> tree = object(mutated(StrictJson.read(json, JsonLimits.BODY), 0.03));
            tree.put("id", null);
            if (random.nextInt(50) > 0) {
                tree.put("id", Sha3.hex(CanonicalJson.bytes(tree)));
            }
            read(CanonicalJson.bytes(tree)).ifPresent(fault -> faults.merge(fault, 1, Integer::sum));
        }
        assertThat(faults.keySet())
                .contains(Fault.INVALID_HASH, Fault.SCHEMA, Fault.VALIDATION, Fault.INVALID_SIGNATURE);
    }

    @Test
    void anOutputForAKeyThatIsNotOnTheCurveIsRefused() {
        byte[] noPoint = new byte[32];
        noPoint[0] = 2;
        String key = Base58.encode(noPoint);
        String text = LedgerVector.named("v08_driver_create").text();
        String owner = "HwMdTMCXB3EeNVZ1C1wyqd1HWosv2WM1A5ErLy7qpfyg";
        byte[] json = text.replace(owner, key).getBytes(StandardCharsets.UTF_8);
        Map<String, Object> tree = new HashMap<>(object(StrictJson.read(json, JsonLimits.BODY)));
        tree.put("id", null);
        tree.put("id", Sha3.hex(CanonicalJson.bytes(tree)));

        assertThat(read(CanonicalJson.bytes(tree))).contains(Fault.VALIDATION);
    }

    /** The class of fault, if it is one of the ledger's. */
    private static Optional<Fault> read(byte[] json) {
        try {
            Transaction tx = Transaction.of(json);
            assertThat(Transaction.of(tx.bytes())).isEqualTo(tx);
            return Optional.empty();
        } catch (InvalidTransactionException refused) {
            assertThat(refused.answer()).startsWith("Invalid transaction");
            return Optional.of(refused.fault());
        } catch (MalformedJsonException notJson) {
            assertThat(notJson.reason()).isNotNull();
            return Optional.empty();
        }
    }

    private Object mutated(Object tree, double chance) {
        if (random.nextDouble() < chance) {
            return anything();
        }
        if (tree instanceof Map<?, ?> map) {
            Map<String, Object> copy = new HashMap<>();
            map.forEach((key, value) -> {
                if (random.nextDouble() >= chance / 4) {
                    copy.put((String) key, mutated(value, chance));
                }
            });
            if (random.nextDouble() < chance / 4) {
                copy.put(List.of("language", "$a", "a.b", "data", "id", "extra").get(random.nextInt(6)), anything());
            }
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(each -> copy.add(mutated(each, chance)));
            if (random.nextDouble() < chance) {
                copy.add(copy.isEmpty() ? anything() : copy.get(random.nextInt(copy.size())));
            }
            return copy;
        }
        return tree;
    }

    private Object anything() {
        Map<String, Object> holder = new HashMap<>();
        holder.put("language", anyLeaf());
        return switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> holder;
            case 2 -> List.of(holder);
            default -> anyLeaf();
        };
    }

    private Object anyLeaf() {
        return switch (random.nextInt(9)) {
            case 0 -> "";
            case 1 -> "AAAA";
            case 2 -> "0".repeat(64);
            case 3 -> 0L;
            case 4 -> -1L;
            case 5 -> Long.MAX_VALUE;
            case 6 -> true;
            case 7 -> "1".repeat(44);
            default -> null;
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object tree) {
        return tree instanceof Map<?, ?> ? (Map<String, Object>) tree : new HashMap<>();
    }
}
