package health.countersign.app.hostile;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens after the known attacks on JSON Web Tokens, made from a good one; see RFC 8725, sections 2 and 3. */
final class HostileTokens {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private HostileTokens() {}

    static Map<String, String> from(String good, String publicKeys) throws GeneralSecurityException {
        String[] parts = good.split("\\.", -1);
        JsonObject header = json(parts[0]);
        JsonObject claims = json(parts[1]);
        String publicKey =
                new JsonObject(publicKeys).getJsonArray("keys").getJsonObject(0).encode();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("none", "");
        tokens.put("no token", "x");
        tokens.put("three dots", "...");
        tokens.put("no signature", parts[0] + "." + parts[1] + ".");
        tokens.put("algorithm none", of(header.copy().put("alg", "none"), claims) + ".");
        tokens.put("algorithm nOnE", of(header.copy().put("alg", "nOnE"), claims) + "." + parts[2]);
        tokens.put("signed with the public key", hmac(header.copy().put("alg", "HS256"), claims, publicKey));
        tokens.put("a key of a path", of(header.copy().put("kid", "../../../../dev/null"), claims) + "." + parts[2]);
        tokens.put(
                "a key from elsewhere", of(header.copy().put("jku", "http://127.0.0.1:1/"), claims) + "." + parts[2]);
        tokens.put(
                "a key of its own",
                of(header.copy().put("jwk", json(ENCODER.encodeToString(bytes("{}")))), claims) + "." + parts[2]);
        tokens.put("another organization", of(header, claims.copy().put("sub", "somebody")) + "." + parts[2]);
        tokens.put("for ever", of(header, claims.copy().put("exp", Long.MAX_VALUE)) + "." + parts[2]);
        tokens.put("expired", of(header, claims.copy().put("exp", Instant.EPOCH.getEpochSecond())) + "." + parts[2]);
        tokens.put("large", "a".repeat(20_000));
        return tokens;
    }

    private static JsonObject json(String part) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static String of(JsonObject header, JsonObject claims) {
        return ENCODER.encodeToString(bytes(header.encode())) + "." + ENCODER.encodeToString(bytes(claims.encode()));
    }

    private static String hmac(JsonObject header, JsonObject claims, String key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
        String signed = of(header, claims);
        return signed + "." + ENCODER.encodeToString(mac.doFinal(bytes(signed)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
