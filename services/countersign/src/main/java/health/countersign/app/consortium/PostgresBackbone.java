package health.countersign.app.consortium;

import health.countersign.domain.OrganizationId;
import health.countersign.member.keys.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Another backbone, with the views on a PostgreSQL server.
 *
 * @param server such as {@code jdbc:postgresql://db.example:5432}
 */
public record PostgresBackbone(Backbone other, String server) implements Backbone {
    private static final String PROTOCOL = "jdbc:postgresql://";

    public PostgresBackbone {
        if (!server.startsWith(PROTOCOL) || server.indexOf('/', PROTOCOL.length()) >= 0) {
            throw new IllegalArgumentException("the server must be " + PROTOCOL + "HOST:PORT, without a database");
        }
    }

    /** Writes the script that makes roles and databases; it holds their passwords. */
    public void writeScript(ConsortiumFolder consortium, Path file) throws IOException {
        StringBuilder script = new StringBuilder();
        for (OrganizationFolder organization : consortium.organizations()) {
            script.append(PostgresViews.script(organization));
        }
        Files.deleteIfExists(file);
        PrivateFiles.write(file, script.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> brokers() {
        return other.brokers();
    }

    @Override
    public List<LedgerAddress> ledger() {
        return other.ledger();
    }

    @Override
    public Duration betweenBatches() {
        return other.betweenBatches();
    }

    @Override
    public Map<String, String> kafkaClient(OrganizationId organization, ProgramKind program) {
        return other.kafkaClient(organization, program);
    }

    @Override
    public Map<String, Object> store(OrganizationId organization) {
        return PostgresViews.settings(organization, server + "/" + organization.value());
    }
}
