package health.countersign.app.consortium;

import health.countersign.domain.OrganizationId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What organizations need of a PostgreSQL server: each a database of its own, one role that makes the tables and one
 * that works with them. The passwords are in the organization's folder.
 */
public final class PostgresViews {
    public static final String SERVICE_PASSWORD = "view.password";
    public static final String MIGRATOR_PASSWORD = "migrator.password";

    private PostgresViews() {}

    public static String service(OrganizationId organization) {
        return organization.value();
    }

    public static String migrator(OrganizationId organization) {
        return organization.value() + "-migrator";
    }

    /** What the settings of an organization's service say of it. */
    public static Map<String, Object> settings(OrganizationId organization, String url) {
        return Map.of(
                "postgres",
                Map.of(
                        "url",
                        url,
                        "user",
                        service(organization),
                        "password-file",
                        SERVICE_PASSWORD,
                        "migrator",
                        Map.of("user", migrator(organization), "password-file", MIGRATOR_PASSWORD)));
    }

    /**
     * Makes roles and database, with the passwords that the folder holds or gets now; for psql, as a superuser, once.
     */
    static String script(OrganizationFolder organization) throws IOException {
        OrganizationId id = organization.organization().id();
        return """
                CREATE ROLE "%1$s" LOGIN PASSWORD '%4$s';
                CREATE ROLE "%2$s" LOGIN PASSWORD '%5$s';
                CREATE DATABASE "%3$s" OWNER "%2$s";
                REVOKE ALL ON DATABASE "%3$s" FROM PUBLIC;
                GRANT CONNECT ON DATABASE "%3$s" TO "%1$s";
                \\connect "%3$s"
                REVOKE CREATE ON SCHEMA public FROM PUBLIC;
                """.formatted(
                        service(id),
                        migrator(id),
                        id.value(),
                        password(organization.folder(), SERVICE_PASSWORD),
                        password(organization.folder(), MIGRATOR_PASSWORD));
    }

    private static String password(Path folder, String name) throws IOException {
        return RandomSecret.in(folder.resolve(name)).reveal();
    }
}
