package health.countersign.app.leak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
    private final Scan scan = new Scan(List.of("Kanarie00001qzj", "Kanarie00002qzj"));

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd"})
    void aTextIsFoundWhereverItStandsAndHoweverItIsWritten(String before) throws Exception {
        byte[] text = (before + "Kanarie00002qzj and more").getBytes(StandardCharsets.UTF_8);

        assertThat(scan.find(text)).contains("Kanarie00002qzj");
        assertThat(scan.find(Base64.getEncoder().encode(text))).contains("Kanarie00002qzj");
        assertThat(scan.find(Base64.getUrlEncoder().encode(text))).contains("Kanarie00002qzj");
        assertThat(scan.find(Base64.getEncoder()
                        .encode((before + Base64.getEncoder().encodeToString(text))
                                .getBytes(StandardCharsets.US_ASCII))))
                .as("a content as it is before it is encrypted, in an event that says so in JSON")
                .contains("Kanarie00002qzj");
        assertThat(scan.find(HexFormat.of().formatHex(text).getBytes(StandardCharsets.US_ASCII)))
                .contains("Kanarie00002qzj");
        assertThat(scan.find((before + "Kanarie00002qzj").getBytes(StandardCharsets.UTF_16)))
                .contains("Kanarie00002qzj");
        assertThat(scan.find(within(before, text, GZIPOutputStream::new))).contains("Kanarie00002qzj");
        assertThat(scan.find(within(before, text, DeflaterOutputStream::new))).contains("Kanarie00002qzj");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(scan.find("Kanarie00003qzj".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        assertThat(scan.find(new byte[3])).isEmpty();
    }

    @Test
    void aPlantedFileIsFoundAndTheOthersAreNot(@TempDir Path directory) throws Exception {
        Path planted = Files.createDirectories(directory.resolve("deep/within")).resolve("view.db");
        Files.write(
                planted, within("SQLite", "Kanarie00001qzj".getBytes(StandardCharsets.UTF_8), GZIPOutputStream::new));
        Files.writeString(directory.resolve("other"), "Kanarie00003qzj");

        assertThat(scan.files(directory)).containsExactly(planted);
    }

    private interface Compression {
        OutputStream into(OutputStream out) throws IOException;
    }

    private static byte[] within(String before, byte[] text, Compression compression) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        try (OutputStream compressed = compression.into(bytes)) {
            compressed.write(text);
        }
        return bytes.toByteArray();
    }
}
