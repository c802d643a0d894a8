package health.countersign.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.member.MemberSettings;
import health.countersign.notification.NotificationSettings;
import health.countersign.platform.settings.Secret;
import health.countersign.platform.settings.Settings;
import health.countersign.validator.ValidatorSettings;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ChartSettingsTest {
    private static final Map<String, Class<? extends Record>> PROGRAMS = Map.of(
            "medical", MemberSettings.class,
            "billing", MemberSettings.class,
            "insurance", MemberSettings.class,
            "validator", ValidatorSettings.class,
            "notification", NotificationSettings.class);

    /** What nobody has had to change yet; whoever has to makes a value of it. */
    private static final Set<String> LEFT_AT_THEIR_DEFAULTS = Set.of(
            "http.body-limit",
            "http.idle",
            "http.timeout",
            "kafka.commit-interval",
            "kafka.delivery-timeout",
            "kafka.fetch-wait",
            "kafka.gather",
            "kafka.linger",
            "ledger.poll",
            "pace.idle-tick",
            "pace.tick",
            "store.sqlite.durability",
            "stream.heartbeat",
            "stream.session",
            "stream.slow",
            "streams.commit",
            "streams.session");

    /** What the image itself says. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("COUNTERSIGN_MANAGEMENT_HOST", "0.0.0.0", "COUNTERSIGN_LOGS_FORMAT", "json");

    @TempDir
    private Path scratch;

    static List<Path> valuesFiles() {
        return Chart.valuesFiles();
    }

    @ParameterizedTest
    @MethodSource("valuesFiles")
    void everyProgramReadsItsSettingsAndFindsTheFilesThatTheyName(Path values) throws Exception {
        List<KubernetesObject> release = Chart.render(values);

        for (KubernetesObject program : programs(release)) {
            Path folder = new PodFolder(program, release).writeTo(scratch.resolve(program.name()));
            Record settings = Settings.read(
                    PROGRAMS.get(program.component()), Optional.of(folder.resolve("settings.yaml")), ENVIRONMENT);

            assertThat(files(settings))
                    .as(program.toString())
                    .isNotEmpty()
                    .filteredOn(file -> file.startsWith(folder) || file.startsWith(PodFolder.PLACE))
                    .allSatisfy(file -> assertThat(inside(folder, file)).exists());
            assertThat(files(settings))
                    .filteredOn(file -> !file.startsWith(folder))
                    .allMatch(file -> file.startsWith(PodFolder.PLACE) || file.startsWith("/var/lib/countersign"));
        }
    }

    @Test
    void everySettingHasAValueOrIsLeftAtItsDefault() throws Exception {
        List<KubernetesObject> release = Chart.render(Chart.values("everything"));
        Map<Class<?>, Set<String>> given = new HashMap<>();

        for (KubernetesObject program : programs(release)) {
            Path folder = new PodFolder(program, release).writeTo(scratch.resolve(program.name()));
            Class<?> type = PROGRAMS.get(program.component());
            given.computeIfAbsent(type, first -> new TreeSet<>())
                    .addAll(SettingsKeys.in(Chart.tree(folder.resolve("settings.yaml")), type));
        }

        Set<String> left = new TreeSet<>();
        given.forEach((type, keys) -> {
            Set<String> missing = SettingsKeys.of(type);
            missing.removeAll(keys);
            left.addAll(missing);
        });
        assertThat(given).hasSize(3);
        assertThat(left).containsExactlyInAnyOrderElementsOf(LEFT_AT_THEIR_DEFAULTS);
    }

    private static List<KubernetesObject> programs(List<KubernetesObject> release) {
        List<KubernetesObject> programs = release.stream()
                .filter(object -> Set.of("Deployment", "StatefulSet").contains(object.kind()))
                .toList();
        assertThat(programs).isNotEmpty();
        return programs;
    }

    private static Path inside(Path folder, Path file) {
        return file.startsWith(PodFolder.PLACE)
                ? folder.resolve(Path.of(PodFolder.PLACE).relativize(file))
                : file;
    }

    /** All paths among these settings, those of Kafka's clients included. */
    private static List<Path> files(Object settings) {
        if (settings instanceof Path path) {
            return List.of(path);
        }
        if (settings instanceof Secret secret) {
            return secret.reveal().startsWith("/") ? List.of(Path.of(secret.reveal())) : List.of();
        }
        return parts(settings).flatMap(part -> files(part).stream()).toList();
    }

    private static Stream<?> parts(Object settings) {
        if (settings instanceof Optional<?> optional) {
            return optional.stream();
        }
        if (settings instanceof Map<?, ?> map) {
            return map.values().stream();
        }
        if (settings instanceof Collection<?> collection) {
            return collection.stream();
        }
        return settings instanceof Record record
                ? Stream.of(record.getClass().getRecordComponents()).map(component -> part(record, component))
                : Stream.of();
    }

    private static Object part(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
