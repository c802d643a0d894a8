package health.countersign.member.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    private static final int COPIES = 4;

    @TempDir
    Path directory;

    @Override
    StoreSettings settings() {
        return StoreSettings.sqlite(file(), Durability.PROCESS);
    }

    @Test
    void onlyTheOwnerMayOpenTheFile() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void copiesOfAServiceThatStartTogetherMakeTheTablesOnce() throws Exception {
        StoreSettings empty = StoreSettings.sqlite(directory.resolve("new").resolve("view.db"), Durability.PROCESS);
        ExecutorService together = Executors.newFixedThreadPool(COPIES);

        List<Future<Database>> opening = together.invokeAll(Collections.nCopies(COPIES, () -> Database.open(empty)));

        for (Future<Database> each : opening) {
            try (Database opened = each.get()) {
                assertThat(opened.<Boolean>read(session -> session.exists("SELECT 1")))
                        .isTrue();
            }
        }
        together.shutdown();
    }

    private Path file() {
        return directory.resolve("store").resolve("view.db");
    }
}
