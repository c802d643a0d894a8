package health.countersign.member.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** Which clinical entries a change must cite, so that who may not read them can check that they exist. */
public final class CareCitations {
    /** The fields that a citation for a bill opens: all but the content. */
    public static final List<String> FIELDS = List.of("type", "id", "code", "period", "encounter", "patient");

    private static final List<String> CLAIM = List.of(
            "item.encounter",
            "procedure.procedureReference",
            "prescription",
            "diagnosis.diagnosisReference",
            "supportingInfo.valueReference");

    private CareCitations() {}

    /** The references of a claim to care on its card; other resources need no citations. */
    public static Stream<FoundReference> neededBy(JsonNode resource) {
        return resource.path("resourceType").asText("").equals("Claim") ? at(resource, CLAIM) : Stream.empty();
    }

    static Stream<FoundReference> at(JsonNode resource, List<String> paths) {
        return paths.stream()
                .flatMap(path -> FoundReference.at(resource, path))
                .filter(found -> found.reference().isLocal());
    }
}
