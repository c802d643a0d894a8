package health.countersign.app.cluster;

import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.RandomSecret;
import health.countersign.domain.OrganizationId;
import health.countersign.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where organizations keep their views: each in a database of its own on one server, with one role that makes the tables
 * and one that works with them; or in a file, where there is no server.
 */
final class ViewDatabases {
    private static final String SERVICE_PASSWORD = "view.password";
    private static final String MIGRATOR_PASSWORD = "migrator.password";

    private final Optional<PostgresServer> server;

    ViewDatabases(Optional<PostgresServer> server) {
        this.server = server;
    }

    /** Makes an organization's database, if it is not there. */
    void make(ConsortiumFiles files, OrganizationId organization) throws IOException {
        if (server.isEmpty()) {
            return;
        }
        Path folder = files.organization(organization);
        server.get()
                .createRole(
                        migrator(organization),
                        RandomSecret.in(folder.resolve(MIGRATOR_PASSWORD)).reveal());
        server.get()
                .createRole(
                        service(organization),
                        RandomSecret.in(folder.resolve(SERVICE_PASSWORD)).reveal());
        server.get().createDatabase(organization.value(), migrator(organization), List.of(service(organization)));
    }

    /** What the settings of an organization's service say of it. */
    Map<String, Object> settings(OrganizationId organization) {
        if (server.isEmpty()) {
            return Map.of("sqlite", Map.of("file", "view/view.db"));
        }
        return Map.of(
                "postgres",
                Map.of(
                        "url", server.get().url(organization.value()),
                        "user", service(organization),
                        "password-file", SERVICE_PASSWORD,
                        "migrator", Map.of("user", migrator(organization), "password-file", MIGRATOR_PASSWORD)));
    }

    private static String service(OrganizationId organization) {
        return organization.value();
    }

    private static String migrator(OrganizationId organization) {
        return organization.value() + "-migrator";
    }
}
