package health.countersign.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import health.countersign.domain.OrganizationId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    enum Mode {
        FAST,
        VERY_SAFE
    }

    record Door(@Default("127.0.0.1") String host, int port) {
        Door {
            if (port < 0) {
                throw new IllegalArgumentException("'port' must not be negative");
            }
        }
    }

    record Clinic(
            OrganizationId organization,
            Door publicDoor,
            Secret password,
            @Default("10s") Duration longestWait,
            @Default("very-safe") Mode mode,
            @Default("true") boolean eager,
            List<String> brokers,
            Set<OrganizationId> partners,
            Map<String, Door> peers,
            Optional<Path> store,
            Optional<Door> backDoor) {}

    private static final String FILE = """
            organization: north-hospital
            public-door: {port: 8080}
            password: from-file
            brokers: [a:1, b:2]
            partners: lab, insurer
            peers:
              lab: {host: lab.example, port: 1}
            """;

    @TempDir
    Path directory;

    @Test
    void aFileFillsTheRecordsAndDefaultsFillTheRest() throws Exception {
        Clinic clinic = read(FILE, Map.of());

        assertThat(clinic.organization()).isEqualTo(new OrganizationId("north-hospital"));
        assertThat(clinic.publicDoor()).isEqualTo(new Door("127.0.0.1", 8080));
        assertThat(clinic.longestWait()).isEqualTo(Duration.ofSeconds(10));
        assertThat(clinic.mode()).isEqualTo(Mode.VERY_SAFE);
        assertThat(clinic.brokers()).containsExactly("a:1", "b:2");
        assertThat(clinic.partners())
                .containsExactlyInAnyOrder(new OrganizationId("lab"), new OrganizationId("insurer"));
        assertThat(clinic.peers()).containsEntry("lab", new Door("lab.example", 1));
        assertThat(clinic.store()).isEmpty();
        assertThat(clinic.backDoor()).isEmpty();
    }

    @Test
    void theEnvironmentWins() throws Exception {
        Clinic clinic = read(
                FILE,
                Map.of(
                        "COUNTERSIGN_PUBLIC_DOOR_PORT", "9090",
                        "COUNTERSIGN_BROKERS", "c:3",
                        "COUNTERSIGN_LONGEST_WAIT", "250ms",
                        "COUNTERSIGN_PEERS_LAB_PORT", "7",
                        "COUNTERSIGN_BACK_DOOR_PORT", "1",
                        "COUNTERSIGN_STORE", ""));

        assertThat(clinic.publicDoor().port()).isEqualTo(9090);
        assertThat(clinic.brokers()).containsExactly("c:3");
        assertThat(clinic.longestWait()).isEqualTo(Duration.ofMillis(250));
        assertThat(clinic.peers().get("lab").port()).isEqualTo(7);
        assertThat(clinic.backDoor()).contains(new Door("127.0.0.1", 1));
        assertThat(clinic.store()).as("an empty variable sets nothing").isEmpty();
    }

    @Test
    void aPathInTheFileBeginsWhereTheFileLies() throws Exception {
        assertThat(read(FILE + "store: view/cards.db\n", Map.of()).store())
                .contains(directory.resolve("view/cards.db"));
        assertThat(read(FILE + "store: /srv/cards.db\n", Map.of()).store()).contains(Path.of("/srv/cards.db"));
        assertThat(read(FILE, Map.of("COUNTERSIGN_STORE", "cards.db")).store()).contains(Path.of("cards.db"));
    }

    @Test
    void aSecretOfAMapMayLieInAFileOfItsOwn() throws Exception {
        Files.writeString(directory.resolve("ca.pem"), "certificate\n");
        record Client(Map<String, Secret> client) {}
        Path file = Files.writeString(
                directory.resolve("client.yaml"), "client: {protocol: SSL, ssl.truststore.certificates-file: ca.pem}");

        Client read = Settings.read(Client.class, Optional.of(file), Map.of());

        assertThat(read.client())
                .containsOnly(
                        Map.entry("protocol", new Secret("SSL")),
                        Map.entry("ssl.truststore.certificates", new Secret("certificate")));
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        String file = """
                organization: North Hospital
                public-door: {port: -1}
                longest-wait: soon
                mode: slow
                eager: perhaps
                colour: blue
                peers: {lab: {host: here}}
                """;

        SettingsException wrong = catchThrowableOfType(
                SettingsException.class,
                () -> read(file, Map.of("COUNTERSIGN_BROKRES", "a", "COUNTERSIGN_EAGER_", "x")));

        assertThat(wrong.problems())
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("'organization' (COUNTERSIGN_ORGANIZATION) "),
                        problem -> assertThat(problem).contains("public-door", "must not be negative"),
                        problem -> assertThat(problem).contains("'password'", "COUNTERSIGN_PASSWORD", "is missing"),
                        problem -> assertThat(problem).contains("longest-wait", "200ms, 5s"),
                        problem -> assertThat(problem).contains("mode", "one of fast, very-safe"),
                        problem -> assertThat(problem).contains("eager", "true or false"),
                        problem -> assertThat(problem).contains("peers.lab.port", "is missing"),
                        problem -> assertThat(problem).contains("'colour'", "not known"),
                        problem -> assertThat(problem).contains("COUNTERSIGN_BROKRES", "not known"),
                        problem -> assertThat(problem).contains("COUNTERSIGN_EAGER_", "not known"));
        assertThat(wrong).hasMessageNotContainingAny("perhaps", "soon");
    }

    @Test
    void addressesThatAClusterPutsIntoTheEnvironmentAreNotOurs() throws Exception {
        Clinic clinic = read(
                FILE,
                Map.of(
                        "COUNTERSIGN_MEDICAL_SERVICE_HOST", "10.0.0.1",
                        "COUNTERSIGN_MEDICAL_PORT", "tcp://10.0.0.1:80",
                        "COUNTERSIGN_MEDICAL_PORT_80_TCP_ADDR", "10.0.0.1"));

        assertThat(clinic.organization().value()).isEqualTo("north-hospital");
    }

    @Test
    void aSecretComesFromAFileAndIsNeverPrinted() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "s3cret\n");

        Clinic clinic =
                read(FILE.replace("password: from-file\n", ""), Map.of("COUNTERSIGN_PASSWORD_FILE", secret.toString()));

        assertThat(clinic.password().reveal()).isEqualTo("s3cret");
        assertThat(clinic.toString()).doesNotContain("s3cret").contains("(hidden)");
    }

    @Test
    void aSecretWhoseFileIsNotThereIsAProblemOfItsOwn() {
        SettingsException wrong = catchThrowableOfType(
                SettingsException.class,
                () -> read(FILE.replace("password: from-file", "password-file: /nowhere/at/all"), Map.of()));

        assertThat(wrong.problems()).first().asString().contains("password", "cannot be read");
    }

    @Test
    void jsonIsTakenToo() throws Exception {
        Clinic clinic = read("{\"organization\":\"lab\",\"public-door\":{\"port\":1},\"password\":\"p\"}", Map.of());

        assertThat(clinic.organization().value()).isEqualTo("lab");
        assertThat(clinic.brokers()).isEmpty();
    }

    @Test
    void aFileThatSaysAKeyTwiceIsRefused() {
        SettingsException wrong =
                catchThrowableOfType(SettingsException.class, () -> read("eager: true\neager: false\n", Map.of()));

        assertThat(wrong.problems()).singleElement().asString().contains("twice", "line 2");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        Path file = directory.resolve("none.yaml");

        SettingsException wrong = catchThrowableOfType(
                SettingsException.class, () -> Settings.read(Clinic.class, Optional.of(file), Map.of()));

        assertThat(wrong.problems()).singleElement().asString().contains("none.yaml", "cannot be read");
    }

    private Clinic read(String text, Map<String, String> environment) throws Exception {
        Path file = Files.writeString(directory.resolve("settings.yaml"), text);
        return Settings.read(Clinic.class, Optional.of(file), environment);
    }
}
