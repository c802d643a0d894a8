package health.countersign.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.LintResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChartTest {
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet");

    @TempDir
    private Path scratch;

    static List<Path> valuesFiles() {
        return Chart.valuesFiles();
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void helmFindsNothingToSayAboutIt(Path values) throws Exception {
        LintResult result = Chart.lint(values, scratch);

        assertThat(result.isFailed()).as(result.getMessages().toString()).isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void everyFieldIsOneThatKubernetesKnows(Path values) {
        List<KubernetesObject> objects = Chart.render(values);

        assertThat(objects)
                .isNotEmpty()
                .allSatisfy(object ->
                        assertThat(object.typed()).as(object.toString()).isNotNull());
    }

    @Test
    void aMisspeltFieldOfAnObjectIsNoticed() {
        KubernetesObject deployment = Chart.render(Chart.values("hospital")).stream()
                .filter(object -> object.kind().equals("Deployment"))
                .findAny()
                .orElseThrow();
        JsonNode probe = deployment.tree().findValue("readinessProbe");

        ((ObjectNode) probe).put("periodSecond", 1);

        assertThatThrownBy(deployment::typed).hasMessageContaining("periodSecond");
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void whatLooksForPodsFindsThoseOfOneProgramOnly(Path values) {
        List<KubernetesObject> objects = Chart.render(values);
        List<KubernetesObject> pods =
                objects.stream().filter(object -> object.pod().isPresent()).toList();

        assertThat(objects)
                .filteredOn(object -> object.selector().isPresent())
                .filteredOn(object -> !object.name().equals(Chart.RELEASE))
                .allSatisfy(object -> assertThat(pods)
                        .as(object.toString())
                        .filteredOn(object::selects)
                        .singleElement()
                        .extracting(KubernetesObject::name)
                        .isEqualTo(object.name()));
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void noPodIsLeftOutOfTheNetworkPolicyThatDeniesEverything(Path values) {
        List<KubernetesObject> objects = Chart.render(values);
        KubernetesObject denial = objects.stream()
                .filter(object -> object.kind().equals("NetworkPolicy"))
                .filter(object -> object.name().equals(Chart.RELEASE))
                .findAny()
                .orElseThrow();

        assertThat(denial.spec().has("ingress") || denial.spec().has("egress")).isFalse();
        assertThat(objects)
                .filteredOn(object -> object.pod().isPresent())
                .allMatch(denial::selects)
                .allSatisfy(pod -> assertThat(objects)
                        .anyMatch(object -> object.kind().equals("NetworkPolicy")
                                && object.name().equals(pod.name())));
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void everyPodHasNoRightsThatItDoesNotNeed(Path values) {
        assertThat(Chart.render(values))
                .filteredOn(object -> object.pod().isPresent())
                .allSatisfy(object -> {
                    JsonNode pod = object.pod().orElseThrow().path("spec");
                    assertThat(pod.path("automountServiceAccountToken").asBoolean(true))
                            .isFalse();
                    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean())
                            .isTrue();
                    assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                            .isEqualTo("RuntimeDefault");
                    assertThat(pod.path("containers")).allSatisfy(ChartTest::hasNoRights);
                });
    }

    private static void hasNoRights(JsonNode container) {
        JsonNode rights = container.path("securityContext");
        assertThat(rights.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(rights.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(rights.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void everyProgramIsProbedOnAPortThatItHas(Path values) {
        assertThat(Chart.render(values))
                .filteredOn(object -> WORKLOADS.contains(object.kind()))
                .isNotEmpty()
                .allSatisfy(object -> {
                    JsonNode container = object.pod().orElseThrow().at("/spec/containers/0");
                    Set<String> ports = container.path("ports").findValuesAsText("name").stream()
                            .collect(Collectors.toSet());
                    assertThat(Stream.of("startupProbe", "readinessProbe", "livenessProbe"))
                            .allSatisfy(probe -> assertThat(ports)
                                    .contains(container
                                            .path(probe)
                                            .at("/httpGet/port")
                                            .asText()));
                });
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void secretsAreNamedAndNeverContained(Path values) {
        List<KubernetesObject> objects = Chart.render(values);

        assertThat(objects).noneMatch(object -> object.kind().equals("Secret"));
        assertThat(objects)
                .filteredOn(object -> object.kind().equals("ConfigMap"))
                .allSatisfy(object -> assertThat(object.tree().path("data").toString())
                        .doesNotContainPattern("(?i)(password|jaas\\.config|cursor-key|keystore\\.key)\\\\?\"?:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/organisations",
                "/kafka/bootstrapServer",
                "/kafka/client/ssl.key.password",
                "/kafka/client/sasl.jaas.config",
                "/validator/replica",
                "/networkPolicy/kafka/port",
                "/organizations/0/keySecret",
                "/organizations/0/store/postgres/passwort",
                "/organizations/0/store/postgres/timeouts/lok",
                "/organizations/0/notification/windows"
            })
    void aMisspeltOrForbiddenValueIsRefused(String pointer) {
        ObjectNode values = Chart.tree(Chart.values("everything"));
        int end = pointer.lastIndexOf('/');

        JsonNode parent = values.at(pointer.substring(0, end));
        (parent instanceof ObjectNode known ? known : values.withObject(pointer.substring(0, end)))
                .put(pointer.substring(end + 1), "1");

        assertThatThrownBy(() -> Chart.render(values, scratch.resolve("values.yaml")))
                .hasMessageContaining(pointer.substring(end + 1));
    }

    @Test
    void aFileOnAVolumeIsOpenedByOnePodOnly() {
        ObjectNode values = Chart.tree(Chart.values("trial"));

        ((ObjectNode) values.at("/organizations/1")).put("replicas", 2);

        assertThatThrownBy(() -> Chart.render(values, scratch.resolve("values.yaml")))
                .hasMessageContaining("replicas");
    }

    @Test
    void anOrganizationStandsOnlyOnce() {
        ObjectNode values = Chart.tree(Chart.values("trial"));

        ((ObjectNode) values.at("/organizations/1")).put("id", "hospital");

        assertThatThrownBy(() -> Chart.render(values, scratch.resolve("values.yaml")))
                .hasMessageContaining("stands twice");
    }

    @Test
    void anOrganizationMaySwitchOffWhatTheOthersHave() throws Exception {
        ObjectNode values = Chart.tree(Chart.values("hospital"));

        ((ObjectNode) values.at("/organizations/0")).putObject("validator").put("enabled", false);

        assertThat(Chart.render(values, scratch.resolve("values.yaml")))
                .filteredOn(object -> WORKLOADS.contains(object.kind()))
                .extracting(KubernetesObject::name)
                .containsExactlyInAnyOrder("demo-hospital-a", "demo-hospital-a-notification");
    }

    @Test
    void otherSettingsMakeOtherPods() throws Exception {
        ObjectNode values = Chart.tree(Chart.values("trial"));
        Map<String, String> before = checksums(Chart.render(values, scratch.resolve("values.yaml")));

        values.put("logLevel", "debug");

        assertThat(checksums(Chart.render(values, scratch.resolve("values.yaml"))))
                .hasSameSizeAs(before)
                .allSatisfy(
                        (name, checksum) -> assertThat(checksum).isNotEmpty().isNotEqualTo(before.get(name)));
    }

    private static Map<String, String> checksums(List<KubernetesObject> objects) {
        return objects.stream()
                .filter(object -> WORKLOADS.contains(object.kind()))
                .collect(Collectors.toMap(
                        KubernetesObject::name,
                        object -> object.pod()
                                .orElseThrow()
                                .at("/metadata/annotations")
                                .path("checksum/settings")
                                .asText()));
    }
}
