package health.countersign.app.consortium;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.consortium.Backbone.LedgerAddress;
import health.countersign.domain.OrganizationId;
import health.countersign.ledger.Ed25519;
import health.countersign.member.MemberSettings;
import health.countersign.member.keys.Agreement;
import health.countersign.member.keys.ConsortiumFile;
import health.countersign.member.keys.KeyDirectory;
import health.countersign.member.store.PostgresSettings;
import health.countersign.notification.NotificationSettings;
import health.countersign.platform.settings.Settings;
import health.countersign.validator.ValidatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsortiumFolderTest {
    private static final Backbone BACKBONE =
            new Backbone.Plain(List.of("k1:9092", "k2:9092"), List.of(address("node-1"), address("node-2")));

    @TempDir
    Path directory;

    private ConsortiumFiles files;
    private ConsortiumFolder folder;

    @BeforeEach
    void make() throws IOException {
        files = new ConsortiumFiles(directory.resolve("data"));
        folder = ConsortiumFolder.make(files, Agreement.laptop());
        folder.write(BACKBONE, ProgramPorts.from(ProgramPorts.USUAL));
    }

    @Test
    void everyProgramReadsItsSettings() {
        for (OrganizationFolder organization : folder.organizations()) {
            MemberSettings member = read(MemberSettings.class, organization.settings(ProgramKind.SERVICE));
            ValidatorSettings validator = read(ValidatorSettings.class, organization.settings(ProgramKind.VALIDATOR));
            NotificationSettings notification =
                    read(NotificationSettings.class, organization.settings(ProgramKind.NOTIFICATION));

            assertThat(member.organization())
                    .isEqualTo(organization.organization().id());
            assertThat(validator.kafka().bootstrapServers()).containsExactly("k1:9092", "k2:9092");
            assertThat(notification.auth().audience()).isEqualTo("countersign");
        }
    }

    @Test
    void noTwoProgramsShareAPort() {
        Set<Integer> ports = new HashSet<>();

        for (OrganizationFolder organization : folder.organizations()) {
            MemberSettings member = read(MemberSettings.class, organization.settings(ProgramKind.SERVICE));
            NotificationSettings notification =
                    read(NotificationSettings.class, organization.settings(ProgramKind.NOTIFICATION));
            ValidatorSettings validator = read(ValidatorSettings.class, organization.settings(ProgramKind.VALIDATOR));
            ports.addAll(List.of(member.http().port(), member.management().port()));
            ports.addAll(List.of(
                    notification.http().port(), notification.management().port()));
            ports.add(validator.management().port());
        }

        assertThat(ports).hasSize(5 * 5);
    }

    @Test
    void eachOrganizationPrefersANodeOfItsOwnAndKnowsTheOthers() {
        List<URI> first = ledgers(0);
        List<URI> second = ledgers(1);

        assertThat(first).containsExactly(URI.create("http://node-1:9984"), URI.create("http://node-2:9984"));
        assertThat(second).containsExactly(URI.create("http://node-2:9984"), URI.create("http://node-1:9984"));
    }

    @Test
    void anOrganizationsFolderIsEnoughOnAnotherMachine() throws IOException {
        OrganizationFolder insurer = folder.organizations().get(4);
        Path elsewhere = Files.move(insurer.folder(), directory.resolve("elsewhere"));
        Files.move(files.directory(), directory.resolve("gone"));

        MemberSettings settings = read(MemberSettings.class, elsewhere.resolve("insurance.yaml"));

        assertThat(ConsortiumFile.read(settings.consortium(), Ed25519.preferred())
                        .document())
                .isEqualTo(folder.consortium().document());
        assertThat(new KeyDirectory(settings.keys(), Ed25519.preferred()).read())
                .isNotNull();
        assertThat(settings.auth().issuers().get("local").jwks())
                .hasValueSatisfying(jwks -> assertThat(jwks).exists());
    }

    @Test
    void doneAgainItKeepsDocumentAndKeys() throws IOException {
        Map<String, byte[]> before = Map.of(
                "document", Files.readAllBytes(files.consortium()),
                "genesis", Files.readAllBytes(files.genesis()),
                "key",
                        Files.readAllBytes(
                                files.keys(new OrganizationId("clinic")).resolve("seal.key")));

        ConsortiumFolder.make(files, Agreement.laptop()).write(BACKBONE, ProgramPorts.from(20_000));

        assertThat(Files.readAllBytes(files.consortium())).isEqualTo(before.get("document"));
        assertThat(Files.readAllBytes(files.genesis())).isEqualTo(before.get("genesis"));
        assertThat(Files.readAllBytes(files.keys(new OrganizationId("clinic")).resolve("seal.key")))
                .isEqualTo(before.get("key"));
    }

    @Test
    void viewsOnAServerAreOneDatabaseForEachOrganization() throws IOException {
        PostgresBackbone views = new PostgresBackbone(BACKBONE, "jdbc:postgresql://db:5432");
        Path script = directory.resolve("postgres.sql");

        folder.write(views, ProgramPorts.from(ProgramPorts.USUAL));
        views.writeScript(folder, script);

        PostgresSettings insurer = read(
                        MemberSettings.class, folder.organizations().get(4).settings(ProgramKind.SERVICE))
                .store()
                .postgres()
                .orElseThrow();
        assertThat(insurer.url()).isEqualTo("jdbc:postgresql://db:5432/insurer");
        assertThat(script)
                .content()
                .contains("CREATE DATABASE \"clinic\"", "CREATE DATABASE \"insurer\"")
                .contains(insurer.password().orElseThrow().reveal());
    }

    private List<URI> ledgers(int organization) {
        return read(
                        MemberSettings.class,
                        folder.organizations().get(organization).settings(ProgramKind.SERVICE))
                .ledger()
                .apis();
    }

    private static LedgerAddress address(String host) {
        return new LedgerAddress(URI.create("http://" + host + ":9984"), URI.create("ws://" + host + ":9985"));
    }

    private static <S extends Record> S read(Class<S> type, Path file) {
        return Settings.read(type, Optional.of(file), Map.of());
    }
}
