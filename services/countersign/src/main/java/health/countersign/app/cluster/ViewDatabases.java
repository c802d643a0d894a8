package health.countersign.app.cluster;

import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.PostgresViews;
import health.countersign.app.consortium.RandomSecret;
import health.countersign.domain.OrganizationId;
import health.countersign.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where organizations keep their views: each in a database of its own on one server, with one role that makes the
 * tables and one that works with them; or in a file, where there is no server.
 */
final class ViewDatabases {
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
                        PostgresViews.migrator(organization),
                        RandomSecret.in(folder.resolve(PostgresViews.MIGRATOR_PASSWORD))
                                .reveal());
        server.get()
                .createRole(
                        PostgresViews.service(organization),
                        RandomSecret.in(folder.resolve(PostgresViews.SERVICE_PASSWORD))
                                .reveal());
        server.get()
                .createDatabase(
                        organization.value(),
                        PostgresViews.migrator(organization),
                        List.of(PostgresViews.service(organization)));
    }

    /** What the settings of an organization's service say of it. */
    Map<String, Object> settings(OrganizationId organization) {
        if (server.isEmpty()) {
            return Map.of("sqlite", Map.of("file", "view/view.db"));
        }
        return PostgresViews.settings(organization, server.get().url(organization.value()));
    }
}
