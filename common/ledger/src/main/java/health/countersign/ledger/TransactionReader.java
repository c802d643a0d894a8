package health.countersign.ledger;

import health.countersign.json.JsonLimits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From JSON to a transaction, in BigchainDB 2.2.2's order: id, schema, forbidden keys, fulfillments, outputs. Where the
 * ledger would break on what it is given (a number beyond int64 halts a chain for good), it is refused here.
 */
final class TransactionReader {
    /** The largest transaction that a node is given, canonical. */
    static final int MAX_BYTES = 512 * 1024;

    static final JsonLimits LIMITS = JsonLimits.ofBytes(2 * MAX_BYTES);
    private static final Pattern HEX = Pattern.compile("([0-9a-fA-F]{2})*");

    private final Object tree;

    TransactionReader(Object tree) {
        this.tree = tree;
    }

    Transaction read() {
        if (!(tree instanceof Map<?, ?> map)) {
            throw new InvalidTransactionException(Fault.SCHEMA, "a transaction is an object");
        }
        requireHex(map.get("id"));
        if (!CanonicalParts.fit(map)) {
            checkIdOfUnfit(map);
            TransactionSchema.check(map);
            throw new IllegalStateException("the schema takes another set of fields than we do");
        }
        CanonicalParts parts = CanonicalParts.of(map);
        byte[] inputs = CanonicalParts.canonical(map.get("inputs"));
        checkId(map.get("id"), parts.id(inputs));
        TransactionSchema.check(map);
        requireLength(parts.length() + inputs.length);
        ForbiddenKeys.check(map);
        return transaction(map, parts, inputs);
    }

    private static void requireHex(Object id) {
        boolean falsy = id == null || "".equals(id);
        if (!falsy && !(id instanceof String text && HEX.matcher(text).matches())) {
            throw new InvalidTransactionException(Fault.ID_NOT_HEX, "Non-hexadecimal digit found");
        }
    }

    private static void checkIdOfUnfit(Map<?, ?> map) {
        if (!map.containsKey("id")) {
            throw new InvalidTransactionException(Fault.INVALID_HASH, "No transaction id found!");
        }
        Map<Object, Object> body = new HashMap<>(map);
        body.put("id", null);
        checkId(map.get("id"), Sha3.hex(CanonicalParts.canonical(body)));
    }

    private static void checkId(Object claimed, String id) {
        if (!id.equals(claimed)) {
            throw new InvalidTransactionException(
                    Fault.INVALID_HASH, "The transaction's id isn't equal to the hash of its body, which is " + id);
        }
    }

    private static void requireLength(int length) {
        if (length > MAX_BYTES) {
            throw new InvalidTransactionException(
                    Fault.VALIDATION, "%d bytes are more than %d".formatted(length, MAX_BYTES));
        }
    }

    private static Transaction transaction(Map<?, ?> map, CanonicalParts parts, byte[] canonicalInputs) {
        List<Input> inputs = new ArrayList<>();
        List<Fulfillment> fulfillments = new ArrayList<>();
        for (Object input : (List<?>) map.get("inputs")) {
            inputs.add(input((Map<?, ?>) input));
            fulfillments.add(fulfillment(((Map<?, ?>) input).get("fulfillment")));
        }
        List<Output> outputs = new ArrayList<>();
        for (Object output : (List<?>) map.get("outputs")) {
            outputs.add(output((Map<?, ?>) output));
        }
        Asset asset = asset((Map<?, ?>) map.get("asset"));
        TransactionBody body = new TransactionBody(asset, inputs, object(map.get("metadata")), outputs, parts);
        return new Transaction((String) map.get("id"), body, fulfillments, canonicalInputs);
    }

    private static Asset asset(Map<?, ?> asset) {
        return asset.containsKey("id")
                ? new Asset.Existing((String) asset.get("id"))
                : new Asset.Created(object(asset.get("data")));
    }

    private static Input input(Map<?, ?> input) {
        Optional<OutputReference> fulfills = Optional.ofNullable((Map<?, ?>) input.get("fulfills"))
                .map(f -> new OutputReference((String) f.get("transaction_id"), (Long) f.get("output_index")));
        return new Input(strings(input.get("owners_before")), fulfills);
    }

    private static Fulfillment fulfillment(Object fulfillment) {
        if (!(fulfillment instanceof String text)) {
            throw new InvalidTransactionException(Fault.INVALID_SIGNATURE, "a fulfillment that is not signed");
        }
        try {
            return Fulfillment.of(text);
        } catch (MalformedFulfillmentException malformed) {
            Fault fault = malformed.endless() ? Fault.FULFILLMENT_NOT_DER : Fault.INVALID_SIGNATURE;
            throw new InvalidTransactionException(fault, malformed.getMessage());
        }
    }

    private static Output output(Map<?, ?> output) {
        Map<?, ?> lock = (Map<?, ?>) output.get("condition");
        Condition condition;
        try {
            condition = Condition.of(lock.get("details"));
            // A key that is no point of the curve has no fingerprint, and could never be signed with.
            CryptoConditions.fingerprint(condition);
        } catch (IllegalArgumentException beyondOurs) {
            throw new InvalidTransactionException(Fault.VALIDATION, beyondOurs.getMessage());
        }
        return new Output(amount((String) output.get("amount")), strings(output.get("public_keys")), condition, (String)
                lock.get("uri"));
    }

    private static long amount(String digits) {
        long amount;
        try {
            amount = Long.parseLong(digits);
        } catch (NumberFormatException beyondInt64) {
            amount = Long.MAX_VALUE;
        }
        if (amount < 1 || amount > Output.MAX_AMOUNT) {
            throw new InvalidTransactionException(Fault.AMOUNT, "an amount is 1 to %d".formatted(Output.MAX_AMOUNT));
        }
        return amount;
    }

    private static List<String> strings(Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(String.class::cast).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object tree) {
        return (Map<String, Object>) tree;
    }
}
