package health.countersign.member.review;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The logical facts that only one change at a time may change, and that a change with a given resource must therefore
 * touch: {@code billed|<care>} for what a claim bills, {@code paid|<claim>} for payments, {@code answer|<claim>} for
 * explanations of benefit and {@code response|<claim>} for claim responses. Care and claims are named as
 * {@code Type/id}, whichever form the reference has.
 */
public final class Facts {
    /** What a claim can bill; other entries that it refers to only support it. */
    private static final Set<String> BILLABLE = Set.of(
            "Encounter",
            "Procedure",
            "Immunization",
            "MedicationRequest",
            "MedicationDispense",
            "MedicationAdministration",
            "SupplyDelivery",
            "DeviceRequest",
            "VisionPrescription");

    private static final String CLAIM = "Claim";

    private Facts() {}

    /**
     * The facts that a change with this resource must touch.
     *
     * @param typeOf the type behind a reference, as far as it is known; see {@link ProposedChange#typeOf}
     */
    public static NavigableSet<String> of(JsonNode resource, Function<FhirReference, Optional<String>> typeOf) {
        Stream<String> facts =
                switch (resource.path("resourceType").asText("")) {
                    case CLAIM -> care(resource, typeOf).map(care -> "billed|" + care);
                    case "PaymentNotice" -> claims(resource, "request").map(claim -> "paid|" + claim);
                    case "PaymentReconciliation" ->
                        claims(resource, "detail.request").map(claim -> "paid|" + claim);
                    case "ExplanationOfBenefit" -> claims(resource, "claim").map(claim -> "answer|" + claim);
                    case "ClaimResponse" -> claims(resource, "request").map(claim -> "response|" + claim);
                    default -> Stream.empty();
                };
        return facts.collect(Collectors.toCollection(TreeSet::new));
    }

    /** The facts that an entry of a proposed change must touch. */
    public static NavigableSet<String> of(CardEntry entry, ProposedChange change) {
        return of(entry.resource(), change::typeOf);
    }

    /**
     * What a claim bills. A claim for a prescription bills that; any other bills the visit, so that a visit is billed
     * once although each of its prescriptions has a claim of its own.
     */
    private static Stream<String> care(JsonNode claim, Function<FhirReference, Optional<String>> typeOf) {
        Stream<String> main = claim.has("prescription")
                ? named(claim, "prescription", typeOf, "MedicationRequest")
                : named(claim, "item.encounter", typeOf, "Encounter");
        Stream<String> procedures = named(claim, "procedure.procedureReference", typeOf, "Procedure");
        Stream<String> information = named(claim, "supportingInfo.valueReference", typeOf, "");
        return Stream.of(main, procedures, information)
                .flatMap(names -> names)
                .filter(name -> BILLABLE.contains(name.substring(0, name.indexOf('/'))));
    }

    private static Stream<String> claims(JsonNode resource, String path) {
        return named(resource, path, reference -> Optional.empty(), CLAIM).filter(name -> name.startsWith(CLAIM + "/"));
    }

    private static Stream<String> named(
            JsonNode resource, String path, Function<FhirReference, Optional<String>> typeOf, String expected) {
        return FhirPath.of(path)
                .all(resource)
                .map(node -> FhirReference.of(node.path("reference").asText("")))
                .filter(FhirReference::isLocal)
                .map(reference ->
                        reference.type().or(() -> typeOf.apply(reference)).orElse(expected) + "/" + reference.id());
    }
}
