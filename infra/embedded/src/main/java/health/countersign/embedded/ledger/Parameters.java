package health.countersign.embedded.ledger;

import health.countersign.ledger.Operation;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The query parameters of BigchainDB's API, with its sentences for what it does not take. */
final class Parameters {
    /** When a posted transaction is answered. */
    enum Mode {
        ASYNC,
        SYNC,
        COMMIT
    }

    private static final Pattern ID = Pattern.compile("[a-fA-F0-9]{64}");
    private static final Pattern KEY = Pattern.compile("[1-9a-zA-Z&&[^IOl]]{43,44}");
    private static final String MISSING =
            "Missing required parameter in the JSON body or the post body or the query string";

    private final RoutingContext context;

    Parameters(RoutingContext context) {
        this.context = context;
    }

    Mode mode() {
        return optional("mode", text -> choice(Mode.class, text, "Mode must be \"async\", \"sync\" or \"commit\""))
                .orElse(Mode.ASYNC);
    }

    String assetId() {
        return required("asset_id", Parameters::id);
    }

    Optional<Operation> operation() {
        return optional(
                "operation",
                text -> choice(
                        Operation.class,
                        text.toLowerCase(Locale.ROOT),
                        "Operation must be \"CREATE\" or \"TRANSFER\""));
    }

    boolean lastOnly() {
        return optional("last_tx", Parameters::flag).orElse(false);
    }

    String publicKey() {
        return required("public_key", Parameters::key);
    }

    Optional<Boolean> spent() {
        return optional("spent", Parameters::flag);
    }

    String transactionId() {
        return required("transaction_id", Function.identity());
    }

    String search() {
        return required("search", Function.identity());
    }

    /** 0 if all are wanted. */
    int limit() {
        return optional("limit", Parameters::number).orElse(0);
    }

    private <T> T required(String name, Function<String, T> read) {
        return optional(name, read).orElseThrow(() -> new BadParameterException(name, MISSING));
    }

    private <T> Optional<T> optional(String name, Function<String, T> read) {
        try {
            return Optional.ofNullable(context.request().getParam(name)).map(read);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException(name, e.getMessage());
        }
    }

    private static String id(String text) {
        require(ID.matcher(text).matches(), "Invalid hash");
        return text.toLowerCase(Locale.ROOT);
    }

    private static String key(String text) {
        require(KEY.matcher(text).matches(), "Invalid base58 ed25519 key");
        return text;
    }

    private static Boolean flag(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean known = "true".equals(lower) || "false".equals(lower);
        require(known, "Boolean value must be \"true\" or \"false\" (lowercase)");
        return Boolean.valueOf(lower);
    }

    private static Integer number(String text) {
        require(text.matches("[0-9]{1,9}"), "not a number: 0 to 999999999");
        return Integer.valueOf(text);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String lower, String otherwise) {
        require(lower.equals(lower.toLowerCase(Locale.ROOT)), otherwise);
        for (E value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(lower)) {
                return value;
            }
        }
        throw new IllegalArgumentException(otherwise);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** A parameter that the API does not take. */
    static final class BadParameterException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String name;

        BadParameterException(String name, String sentence) {
            super(sentence);
            this.name = name;
        }

        String parameter() {
            return name;
        }
    }
}
