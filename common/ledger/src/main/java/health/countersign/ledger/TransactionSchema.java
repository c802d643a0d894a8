package health.countersign.ledger;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** BigchainDB's transaction schema 2.0 for CREATE and TRANSFER, with its patterns as they are (most are unanchored). */
final class TransactionSchema {
    private static final Set<String> FIELDS =
            Set.of("id", "inputs", "outputs", "operation", "metadata", "asset", "version");
    private static final Pattern HEX_DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern BASE58 = Pattern.compile("[1-9a-zA-Z^OIl]{43,44}");
    private static final Pattern AMOUNT = Pattern.compile("^[0-9]{1,20}$");
    private static final Pattern FULFILLMENT = Pattern.compile("^[a-zA-Z0-9_-]*$");
    private static final Pattern URI = Pattern.compile("^ni:///sha-256;([a-zA-Z0-9_-]{0,86})[?]"
            + "(fpt=(ed25519|threshold)-sha-256(&)?|cost=[0-9]+(&)?|subtypes=ed25519-sha-256(&)?){2,3}$");

    private TransactionSchema() {}

    static void check(Map<?, ?> tx) {
        fields(tx, "", FIELDS);
        string(tx.get("id"), "/id", HEX_DIGEST);
        require("2.0".equals(tx.get("version")), "/version", "is not 2.0");
        boolean create = Operation.CREATE.name().equals(tx.get("operation"));
        require(create || Operation.TRANSFER.name().equals(tx.get("operation")), "/operation", "is not known");
        asset(tx.get("asset"), create);
        metadata(tx.get("metadata"));
        List<?> inputs = list(tx.get("inputs"), "/inputs", TransactionSchema::input);
        require(!inputs.isEmpty(), "/inputs", "is empty");
        require(!create || inputs.size() == 1, "/inputs", "of a CREATE is one");
        for (Object input : inputs) {
            boolean spends = ((Map<?, ?>) input).get("fulfills") != null;
            require(spends != create, "/inputs", create ? "of a CREATE spends nothing" : "of a TRANSFER spends");
        }
        list(tx.get("outputs"), "/outputs", TransactionSchema::output);
    }

    private static void asset(Object asset, boolean create) {
        Map<?, ?> map = object(asset, "/asset");
        if (create) {
            fields(map, "/asset", Set.of("data"));
            require(map.get("data") == null || map.get("data") instanceof Map, "/asset/data", "is not an object");
        } else {
            fields(map, "/asset", Set.of("id"));
            string(map.get("id"), "/asset/id", HEX_DIGEST);
        }
    }

    private static void metadata(Object metadata) {
        boolean fits = metadata == null || (metadata instanceof Map<?, ?> map && !map.isEmpty());
        require(fits, "/metadata", "is neither null nor an object with a key");
    }

    private static void input(Object input, String at) {
        Set<String> all = Set.of("owners_before", "fulfillment", "fulfills");
        Map<?, ?> map = object(input, at);
        fields(map, at, all);
        publicKeys(map.get("owners_before"), at + "/owners_before");
        if (map.get("fulfillment") instanceof String text) {
            string(text, at + "/fulfillment", FULFILLMENT);
        } else {
            details(map.get("fulfillment"), at + "/fulfillment");
        }
        if (map.get("fulfills") != null) {
            Set<String> link = Set.of("output_index", "transaction_id");
            Map<?, ?> fulfills = object(map.get("fulfills"), at + "/fulfills");
            fields(fulfills, at + "/fulfills", link);
            boolean index = fulfills.get("output_index") instanceof Long i && i >= 0;
            require(index, at + "/fulfills/output_index", "is not an index");
            string(fulfills.get("transaction_id"), at + "/fulfills/transaction_id", HEX_DIGEST);
        }
    }

    private static void output(Object output, String at) {
        Set<String> all = Set.of("amount", "condition", "public_keys");
        Map<?, ?> map = object(output, at);
        fields(map, at, all);
        string(map.get("amount"), at + "/amount", AMOUNT);
        publicKeys(map.get("public_keys"), at + "/public_keys");
        Set<String> lock = Set.of("details", "uri");
        Map<?, ?> condition = object(map.get("condition"), at + "/condition");
        fields(condition, at + "/condition", lock);
        string(condition.get("uri"), at + "/condition/uri", URI);
        details(condition.get("details"), at + "/condition/details");
    }

    private static void details(Object details, String at) {
        Map<?, ?> map = object(details, at);
        if (Condition.ED25519.equals(map.get("type"))) {
            Set<String> all = Set.of("type", "public_key");
            fields(map, at, all);
            string(map.get("public_key"), at + "/public_key", BASE58);
        } else {
            Set<String> all = Set.of("type", "threshold", "subconditions");
            fields(map, at, all);
            require(Condition.THRESHOLD.equals(map.get("type")), at + "/type", "is not known");
            boolean threshold = map.get("threshold") instanceof Long t && t >= 1 && t <= 100;
            require(threshold, at + "/threshold", "is not 1 to 100");
            list(map.get("subconditions"), at + "/subconditions", TransactionSchema::details);
        }
    }

    private static void publicKeys(Object keys, String at) {
        if (keys != null) {
            list(keys, at, (key, where) -> string(key, where, BASE58));
        }
    }

    private static List<?> list(Object value, String at, BiConsumer<Object, String> element) {
        require(value instanceof List, at, "is not an array");
        List<?> list = (List<?>) value;
        for (int i = 0; i < list.size(); i++) {
            element.accept(list.get(i), at + "/" + i);
        }
        return list;
    }

    private static Map<?, ?> object(Object value, String at) {
        require(value instanceof Map, at, "is not an object");
        return (Map<?, ?>) value;
    }

    private static void string(Object value, String at, Pattern pattern) {
        require(value instanceof String text && pattern.matcher(text).find(), at, "does not match " + pattern);
    }

    private static void fields(Map<?, ?> map, String at, Set<String> exactly) {
        require(map.keySet().containsAll(exactly), at, "lacks a field of " + exactly);
        require(exactly.containsAll(map.keySet()), at, "has a field beside " + exactly);
    }

    private static void require(boolean holds, String at, String otherwise) {
        if (!holds) {
            throw new InvalidTransactionException(Fault.SCHEMA, at + " " + otherwise);
        }
    }
}
