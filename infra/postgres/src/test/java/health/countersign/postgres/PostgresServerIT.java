package health.countersign.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.processes.ProcessFailedException;
import health.countersign.processes.RealPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresServerIT {
    @TempDir
    static Path directory;

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = RealPart.require(() -> PostgresServer.start(directory));
    }

    @AfterAll
    static void remove() throws IOException {
        if (server != null) {
            Path data = directory.resolve("data").toRealPath();
            server.delete();
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void isFoundAgainAndNotStartedTwice() {
        assertThat(PostgresServer.find(directory)).map(PostgresServer::port).contains(server.port());
        assertThat(PostgresServer.start(directory).port()).isEqualTo(server.port());
        assertThat(PostgresServer.find(directory.resolve("elsewhere"))).isEmpty();
    }

    @Test
    void neverRunsAsRoot() throws IOException {
        Path data = directory.resolve("data").toRealPath();

        assertThat(Files.getOwner(data).getName()).isNotEqualTo("root");
    }

    @Test
    void rolesAndDatabasesCanBeMadeAgain() {
        for (int i = 0; i < 2; i++) {
            server.createRole("maker", "it's a secret");
            server.createRole("user", "another");
            server.createDatabase("clinic", "maker", List.of("user"));
        }

        assertThat(server.execute("clinic", "SELECT has_schema_privilege('maker', 'public', 'CREATE');"))
                .isEqualTo("t");
        assertThat(server.execute("clinic", "SELECT has_schema_privilege('user', 'public', 'CREATE');"))
                .isEqualTo("f");
    }

    @Test
    void aFailedStatementIsToldInItsOwnWords() {
        assertThatThrownBy(() -> server.execute("postgres", "SELECT nothing;"))
                .isInstanceOf(ProcessFailedException.class)
                .hasMessageContaining("column \"nothing\" does not exist");
    }

    @Test
    void whatWasCommittedIsThereAfterAKillAndAfterAStop() {
        server.execute("postgres", "CREATE TABLE kept (n INTEGER); INSERT INTO kept VALUES (1);");

        server.kill();
        server.startAgain();
        server.execute("postgres", "INSERT INTO kept VALUES (2);");
        server.stop();
        int port = server.port();
        server = PostgresServer.start(directory);

        assertThat(server.port()).isEqualTo(port);
        assertThat(server.execute("postgres", "SELECT sum(n) FROM kept;")).isEqualTo("3");
    }

    @Test
    void aPausedServerAnswersWhenItIsResumed() {
        server.pause();
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> server.execute("postgres", "SELECT 1;"));

        server.resume();

        assertThat(answer.join()).isEqualTo("1");
    }
}
