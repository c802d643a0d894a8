package health.countersign.platform.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads settings into records: a YAML or JSON file overlaid by the environment, which wins.
 *
 * <p>A component {@code brokerAddress} of a component {@code log} is {@code broker-address} under {@code log} in the
 * file and {@code COUNTERSIGN_LOG_BROKER_ADDRESS} in the environment. A component without {@link Default} must be set,
 * unless it is an {@link Optional}, a list or a map; a nested record may be left out if nothing in it must be set.
 * Every problem is reported at once; keys that no component asks for are problems too.
 *
 * <p>A relative path in the file begins where the file lies, one in the environment where the program was started. The
 * value of a secret {@code key} may also be left to a file of its own that {@code key-file} names.
 */
public final class Settings {
    /** Where the environment names the settings file when no path is given. */
    public static final String FILE_VARIABLE = "COUNTERSIGN_SETTINGS";

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private Settings() {}

    /**
     * Reads settings from the file, or from the one that {@value #FILE_VARIABLE} names, or from none, and from the
     * environment of this process.
     *
     * @throws SettingsException with everything that is missing, malformed or unknown
     */
    public static <S extends Record> S load(Class<S> type, Optional<Path> file) {
        Map<String, String> environment = System.getenv();
        Optional<Path> path = file.or(
                () -> Optional.ofNullable(environment.get(FILE_VARIABLE)).map(Path::of));
        return read(type, path, environment);
    }

    /** As {@link #load}, with an environment of the caller's choice. */
    public static <S extends Record> S read(Class<S> type, Optional<Path> file, Map<String, String> environment) {
        Path folder = file.map(path -> path.toAbsolutePath().getParent()).orElse(Path.of(""));
        SettingsSource source =
                new SettingsSource(file.map(Settings::tree).orElse(MissingNode.getInstance()), folder, environment);
        RecordReader reader = new RecordReader(source);
        Optional<S> settings = reader.read(type);
        List<String> problems = reader.problems();
        if (!problems.isEmpty() || settings.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings.get();
    }

    private static JsonNode tree(Path file) {
        try {
            JsonNode tree = YAML.readTree(Files.readAllBytes(file));
            if (tree.isMissingNode() || tree.isNull() || tree.isObject()) {
                return tree;
            }
            throw new SettingsException(List.of("the file " + file + " must hold keys and values"));
        } catch (JsonProcessingException e) {
            String place =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new SettingsException(List.of("the file " + file + " is neither YAML nor JSON" + place
                    + ": check quotes, indentation and keys that stand twice"));
        } catch (IOException e) {
            throw new SettingsException(
                    List.of("the file " + file + " cannot be read: check that it exists and who may read it"));
        }
    }
}
