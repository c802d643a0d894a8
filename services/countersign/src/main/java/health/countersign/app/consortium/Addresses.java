package health.countersign.app.consortium;

import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Fields;
import health.countersign.domain.MalformedException;
import health.countersign.domain.OrganizationId;
import health.countersign.json.JsonLimits;
import health.countersign.json.MalformedJsonException;
import health.countersign.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who listens where.
 *
 * @param kafka as clients want it, {@code host:port}
 * @param ledger the ledger's API
 * @param ledgerStream the ledger's event stream
 * @param notification streams and the dashboard
 * @param services the API of each organization's service
 */
public record Addresses(
        String kafka, URI ledger, URI ledgerStream, URI notification, Map<OrganizationId, URI> services) {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(1_000_000);

    public Addresses {
        services = java.util.Collections.unmodifiableMap(new TreeMap<>(services));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if there is no such file, or it is damaged
     */
    public static Addresses read(Path file) throws IOException {
        try {
            Fields fields = Fields.of(StrictJson.read(Files.readAllBytes(file), LIMITS));
            fields.constant("v", 1L);
            Addresses addresses = new Addresses(
                    fields.string("kafka"),
                    fields.value("ledger", URI::create),
                    fields.value("ledgerStream", URI::create),
                    fields.value("notification", URI::create),
                    fields.object("services", Addresses::services));
            fields.end();
            return addresses;
        } catch (MalformedException | MalformedJsonException damaged) {
            throw new IOException("the addresses in " + file + " are damaged: start the consortium again", damaged);
        }
    }

    private static Map<OrganizationId, URI> services(Object tree) {
        Map<OrganizationId, URI> services = new TreeMap<>();
        ((Map<?, ?>) tree)
                .forEach((organization, uri) ->
                        services.put(new OrganizationId((String) organization), URI.create((String) uri)));
        return services;
    }

    /** Writes the file whole or not at all. */
    public void write(Path file) throws IOException {
        Map<String, Object> uris = new LinkedHashMap<>();
        services.forEach((organization, uri) -> uris.put(organization.value(), uri.toString()));
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("v", 1L);
        tree.put("kafka", kafka);
        tree.put("ledger", ledger.toString());
        tree.put("ledgerStream", ledgerStream.toString());
        tree.put("notification", notification.toString());
        tree.put("services", uris);
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.write(draft, CanonicalJson.bytes(tree));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
