package health.countersign.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.kubernetes.client.openapi.JSON;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One object as it was rendered. */
record KubernetesObject(JsonNode tree) {
    /** Groups whose first version our objects are of; that version is what the typed models are named after. */
    private static final Set<String> VERSIONS =
            Set.of("v1", "apps/v1", "batch/v1", "networking.k8s.io/v1", "policy/v1");

    private static final String MODELS = "io.kubernetes.client.openapi.models.V1";
    private static final Set<String> WITH_TEMPLATE = Set.of("Deployment", "StatefulSet", "Job");

    String kind() {
        return tree.path("kind").asText();
    }

    String name() {
        return tree.at("/metadata/name").asText();
    }

    /** Which program it belongs to. */
    String component() {
        return tree.at("/metadata/labels").path("app.kubernetes.io/component").asText();
    }

    JsonNode spec() {
        return tree.path("spec");
    }

    /**
     * The object as a model of Kubernetes, which knows every field and its type.
     *
     * @throws RuntimeException if there is a field that its kind does not have, or one of another type
     */
    Object typed() throws ClassNotFoundException {
        if (!VERSIONS.contains(tree.path("apiVersion").asText())) {
            throw new ClassNotFoundException(tree.path("apiVersion") + " " + kind());
        }
        return JSON.deserialize(tree.toString(), Class.forName(MODELS + kind()));
    }

    /** The pod, or the pods that it makes, as metadata and spec. */
    Optional<JsonNode> pod() {
        if (kind().equals("Pod")) {
            return Optional.of(tree);
        }
        return WITH_TEMPLATE.contains(kind()) ? Optional.of(spec().path("template")) : Optional.empty();
    }

    Map<String, String> podLabels() {
        return texts(pod().map(pod -> pod.at("/metadata/labels")).orElse(MissingNode.getInstance()));
    }

    /** The labels by which it finds pods, if it looks for any. */
    Optional<Map<String, String>> selector() {
        return switch (kind()) {
            case "Service" -> Optional.of(texts(spec().path("selector")));
            case "Deployment", "StatefulSet", "PodDisruptionBudget" ->
                Optional.of(texts(spec().at("/selector/matchLabels")));
            case "NetworkPolicy" -> Optional.of(texts(spec().at("/podSelector/matchLabels")));
            default -> Optional.empty();
        };
    }

    boolean selects(KubernetesObject other) {
        return selector()
                .filter(labels -> !labels.isEmpty())
                .filter(labels -> other.podLabels().entrySet().containsAll(labels.entrySet()))
                .isPresent();
    }

    private static Map<String, String> texts(JsonNode labels) {
        return labels.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asText()));
    }

    @Override
    public String toString() {
        return kind() + " " + name();
    }
}
