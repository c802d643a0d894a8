package health.countersign.app.consortium;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import health.countersign.domain.Organization;
import health.countersign.domain.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One organization's own folder: with it, and with nothing else of this machine, its programs can run anywhere. Paths
 * in its settings begin in the folder.
 */
public final class OrganizationFolder {
    private static final ObjectWriter YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .build()
            .writer();

    private final ConsortiumFiles files;
    private final Organization organization;
    private final int index;

    /** @param index place of the organization in the consortium document, from 0 */
    public OrganizationFolder(ConsortiumFiles files, Organization organization, int index) {
        this.files = files;
        this.organization = organization;
        this.index = index;
    }

    /** The program of the organization's own service: {@code medical}, {@code billing} or {@code insurance}. */
    public String service() {
        return List.of("insurance", "billing").stream()
                .filter(role -> organization.roles().contains(new Role(role)))
                .findFirst()
                .orElse("medical");
    }

    /** What {@code countersign run} calls a program of this kind. */
    public String program(ProgramKind kind) {
        return switch (kind) {
            case SERVICE -> service();
            case NOTIFICATION -> "notification";
            case VALIDATOR -> "validator";
        };
    }

    public Organization organization() {
        return organization;
    }

    /** The settings of a program. */
    public Path settings(ProgramKind kind) {
        return folder().resolve(program(kind) + ".yaml");
    }

    public Path folder() {
        return files.organization(organization.id());
    }

    /** Writes the settings of all its programs and what they name, over what an earlier call wrote. */
    public void write(Backbone backbone, ProgramPorts ports) throws IOException {
        Files.createDirectories(folder().resolve("view"));
        copy(files.consortium(), "consortium.json");
        copy(files.issuerKeys(), "jwks.json");
        Catalogue.write(folder().resolve("catalogue.json"));
        RandomSecret.in(folder().resolve("cursor.key"));
        for (ProgramKind kind : ProgramKind.values()) {
            YAML.writeValue(settings(kind).toFile(), tree(kind, backbone, ports));
        }
    }

    private Map<String, Object> tree(ProgramKind kind, Backbone backbone, ProgramPorts ports) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("management", Map.of("port", ports.management(kind, index)));
        tree.put("consortium", "consortium.json");
        Map<String, Object> kafka = new LinkedHashMap<>();
        kafka.put("bootstrap-servers", backbone.brokers());
        kafka.put("client", backbone.kafkaClient(organization.id(), kind));
        tree.put("kafka", kafka);
        switch (kind) {
            case SERVICE -> service(tree, backbone);
            case NOTIFICATION -> {
                tree.put("catalogue", "catalogue.json");
                tree.put("cursor-key-file", "cursor.key");
            }
            case VALIDATOR -> {
                tree.put("streams", Map.of("directory", "validator"));
                tree.put("ledger", ledger(backbone));
                tree.put(
                        "pace", Map.of("min-interval", backbone.betweenBatches().toMillis() + "ms"));
            }
        }
        if (kind != ProgramKind.VALIDATOR) {
            tree.put("http", Map.of("port", ports.api(kind, index)));
            tree.put("auth", Map.of("audience", LocalTokens.AUDIENCE, "issuers", issuers()));
        }
        return tree;
    }

    private void service(Map<String, Object> tree, Backbone backbone) {
        tree.put("organization", organization.id().value());
        tree.put("keys", "keys");
        tree.put("store", backbone.store(organization.id()));
        tree.put("ledger", ledger(backbone));
    }

    private static Map<String, Object> issuers() {
        return Map.of("local", Map.of("issuer", LocalTokens.ISSUER, "jwks", "jwks.json"));
    }

    /** Its own node first, as if each organization had one; the others when that is away. */
    private Map<String, Object> ledger(Backbone backbone) {
        List<Backbone.LedgerAddress> nodes = new ArrayList<>(backbone.ledger());
        Collections.rotate(nodes, -index);
        Map<String, Object> ledger = new LinkedHashMap<>();
        ledger.put("apis", nodes.stream().map(node -> node.api().toString()).toList());
        ledger.put(
                "streams", nodes.stream().map(node -> node.stream().toString()).toList());
        return ledger;
    }

    private void copy(Path file, String name) throws IOException {
        Files.copy(file, folder().resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
}
