package health.countersign.embedded.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the node says about itself.
 *
 * @param streams      address of the event stream
 * @param validatorKey names the node in the validator set; it signs nothing
 */
record NodeDescription(String streams, String validatorKey) {
    private static final String WHAT = "Countersign embedded ledger node";
    private static final String SPEAKS = "the HTTP API and event stream of BigchainDB 2.2.2";
    private static final String WARNING = "one node: no replicas, no Byzantine fault tolerance;"
            + " whoever holds its directory can rewrite history, so verify what you read";
    private static final long POWER = 10;

    Map<String, Object> root() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("api", Map.of("v1", api("/api/v1/")));
        root.put("software", WHAT);
        root.put("version", "2.2.2");
        root.put("speaks", SPEAKS);
        root.put("warning", WARNING);
        return root;
    }

    Map<String, Object> api(String prefix) {
        Map<String, Object> links = new LinkedHashMap<>();
        for (String part : List.of("transactions", "outputs", "assets", "metadata", "blocks")) {
            links.put(part, prefix + part + "/");
        }
        links.put("validators", prefix + "validators");
        links.put("streams", streams);
        return links;
    }

    List<Object> validators() {
        return List.of(
                Map.of("public_key", Map.of("type", "ed25519-base64", "value", validatorKey), "voting_power", POWER));
    }
}
