package health.countersign.platform.auth;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Optional;

/**
 * Every algorithm that a token may be signed with; each fits one kind of key, so that none can be taken for another.
 */
enum Algorithm {
    ES256("ES256", "EC", "P-256"),
    EDDSA("EdDSA", "OKP", "Ed25519");

    private final String wire;
    private final String type;
    private final String curve;

    Algorithm(String wire, String type, String curve) {
        this.wire = wire;
        this.type = type;
        this.curve = curve;
    }

    String wire() {
        return wire;
    }

    /** The algorithm that a public key (JWK) is for, if it is one of ours and the key has an id. */
    static Optional<Algorithm> of(JsonObject jwk) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.type.equals(jwk.getValue("kty")))
                .filter(algorithm -> algorithm.curve.equals(jwk.getValue("crv")))
                .filter(algorithm -> algorithm.wire.equals(jwk.getValue("alg", algorithm.wire)))
                .filter(algorithm -> "sig".equals(jwk.getValue("use", "sig")) && jwk.getValue("kid") instanceof String)
                .findFirst();
    }
}
