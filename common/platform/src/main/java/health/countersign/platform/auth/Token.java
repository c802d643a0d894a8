package health.countersign.platform.auth;

import health.countersign.domain.Base64Url;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import health.countersign.platform.auth.TokenException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A token in compact form, taken apart strictly and not yet believed. */
record Token(String text, Map<?, ?> header, Map<?, ?> claims) {
    private static final int MAX_CHARACTERS = 8 * 1024;
    private static final int SIGNATURE_BYTES = 64;
    private static final JsonLimits LIMITS = new JsonLimits(MAX_CHARACTERS, 8);

    static Token parse(String text) {
        String[] parts = text.length() > MAX_CHARACTERS ? new String[0] : text.split("\\.", -1);
        if (parts.length != 3 || Arrays.stream(parts).anyMatch(String::isEmpty)) {
            throw new TokenException(Reason.MALFORMED);
        }
        Token token = new Token(text, object(parts[0]), object(parts[1]));
        // Another spelling of the same signature would be another token of the same worth.
        if (bytes(parts[2]).length != SIGNATURE_BYTES) {
            throw new TokenException(Reason.MALFORMED);
        }
        return token;
    }

    /** The algorithm the token wants, which must be one of ours; {@code none} is not. */
    String algorithm() {
        String wanted = string(header, "alg");
        if (Arrays.stream(Algorithm.values())
                .noneMatch(algorithm -> algorithm.wire().equals(wanted))) {
            throw new TokenException(Reason.ALGORITHM);
        }
        Object type = header.get("typ");
        if (header.containsKey("crit")
                || (type != null && !Set.of("JWT", "at+jwt").contains(type))) {
            throw new TokenException(Reason.MALFORMED);
        }
        return wanted;
    }

    String keyId() {
        return string(header, "kid");
    }

    String claim(String name) {
        return string(claims, name);
    }

    Instant time(String name) {
        try {
            if (claims.get(name) instanceof Long seconds) {
                return Instant.ofEpochSecond(seconds);
            }
        } catch (DateTimeException e) {
            throw new TokenException(Reason.MALFORMED);
        }
        throw new TokenException(Reason.MALFORMED);
    }

    boolean isFor(String audience) {
        Object value = claims.get("aud");
        return audience.equals(value) || (value instanceof List<?> list && list.contains(audience));
    }

    Set<String> scopes() {
        Object value = claims.get("scope");
        return value instanceof String text
                ? Arrays.stream(text.split(" "))
                        .filter(scope -> !scope.isEmpty())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private static Map<?, ?> object(String part) {
        try {
            if (StrictJson.read(bytes(part), LIMITS) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (MalformedJsonException e) {
            throw new TokenException(Reason.MALFORMED);
        }
        throw new TokenException(Reason.MALFORMED);
    }

    private static byte[] bytes(String part) {
        try {
            return Base64Url.decode(part);
        } catch (IllegalArgumentException e) {
            throw new TokenException(Reason.MALFORMED);
        }
    }

    private static String string(Map<?, ?> map, String name) {
        if (map.get(name) instanceof String value && !value.isEmpty()) {
            return value;
        }
        throw new TokenException(Reason.MALFORMED);
    }
}
