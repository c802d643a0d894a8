package health.countersign.app.consortium;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.countersign.domain.OrganizationId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Addresses addresses = new Addresses(
                "127.0.0.1:9092",
                URI.create("http://127.0.0.1:9984"),
                URI.create("ws://127.0.0.1:9985/api/v1/streams/valid_transactions"),
                URI.create("http://127.0.0.1:8080"),
                Map.of(new OrganizationId("clinic"), URI.create("http://127.0.0.1:8082")));
        Path file = new ConsortiumFiles(directory).addresses();

        addresses.write(file);

        assertThat(Addresses.read(file)).isEqualTo(addresses);
    }

    @Test
    void aDamagedFileIsNamed() throws Exception {
        Path file = Files.writeString(directory.resolve("addresses.json"), "{\"v\":1}");

        assertThatThrownBy(() -> Addresses.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
    }
}
