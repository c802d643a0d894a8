package health.countersign.member.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    Path directory;

    @Test
    void oneFailureInAGroupUndoesOnlyItself() throws Exception {
        try (Database database = open()) {
            List<CompletableFuture<Integer>> works = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                int n = i;
                works.add(database.write(session -> {
                    put(session, "n" + n);
                    if (n == 25) {
                        throw new IllegalStateException("no");
                    }
                    return n;
                }));
            }
            for (int i = 0; i < 50; i++) {
                CompletableFuture<Integer> work = works.get(i);
                if (i == 25) {
                    assertThatThrownBy(work::get).isInstanceOf(ExecutionException.class);
                } else {
                    assertThat(work.get()).isEqualTo(i);
                }
            }

            assertThat(names(database)).hasSize(49).doesNotContain("n25");
        }
    }

    @Test
    void whatWasWrittenIsThereAfterAReopen() throws Exception {
        String generation;
        try (Database database = open()) {
            database.write(session -> put(session, "kept")).get();
            generation = database.generation();
        }
        try (Database database = open()) {
            assertThat(names(database)).containsExactly("kept");
            assertThat(database.generation()).isEqualTo(generation);
        }
    }

    @Test
    void onlyTheOwnerMayOpenTheFile() throws Exception {
        open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void aClosedStoreRefusesWork() throws Exception {
        Database database = open();
        database.close();

        assertThatThrownBy(() -> database.write(session -> put(session, "late")).get())
                .isInstanceOf(ExecutionException.class);
    }

    private Database open() throws Exception {
        return Database.open(file(), Durability.PROCESS);
    }

    private Path file() {
        return directory.resolve("store").resolve("view.db");
    }

    private static int put(Session session, String name) {
        return session.update("INSERT INTO meta (name, value) VALUES (?, '')", name);
    }

    private static List<String> names(Database database) {
        return database.read(session -> session.list(
                "SELECT name FROM meta WHERE name <> 'generation' ORDER BY name", row -> row.getString(1)));
    }
}
