package health.countersign.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.CountersignMain;
import health.countersign.app.console.Exit;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.consortium.ConsortiumFolder;
import health.countersign.embedded.broker.BrokerSettings;
import health.countersign.embedded.broker.EmbeddedBroker;
import health.countersign.member.keys.Agreement;
import health.countersign.platform.log.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CreateTopicsIT {
    @TempDir
    private Path directory;

    private final StringWriter said = new StringWriter();
    private EmbeddedBroker broker;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start(BrokerSettings.in(directory.resolve("kafka")));
        ConsortiumFolder.make(new ConsortiumFiles(directory), Agreement.laptop());
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void whatIsMissingIsMadeAndAgainNothingChanges() throws Exception {
        assertThat(create(broker.bootstrapServers(), "")).as(said.toString()).isEqualTo(Exit.OK);
        assertThat(create(broker.bootstrapServers(), "")).as(said.toString()).isEqualTo(Exit.OK);

        assertThat(said.toString().lines())
                .containsAll(Arrays.stream(Topic.values()).map(Topic::wire).toList());
    }

    @Test
    void aTopicThatIsNotAsItMustBeIsNamed() throws Exception {
        create(broker.bootstrapServers(), "");

        assertThat(create(broker.bootstrapServers(), "replication: 3")).isEqualTo(Exit.NO);

        assertThat(said.toString()).contains(Topic.PROPOSALS.wire() + " has 1 copies, not 3");
    }

    @Test
    void aSettingThatNobodyKnowsIsNamed() throws Exception {
        assertThat(create(broker.bootstrapServers(), "replicas: 3")).isEqualTo(Exit.USAGE);

        assertThat(said.toString()).contains("'kafka.replicas' in the file is not known");
    }

    private int create(String brokers, String more) throws Exception {
        Path settings = directory.resolve("operator.yaml");
        Files.writeString(
                settings,
                "consortium: consortium.json%nkafka:%n  bootstrap-servers: [\"%s\"]%n  %s%n".formatted(brokers, more));
        CommandLine line = CountersignMain.commandLine();
        line.setOut(new PrintWriter(said));
        line.setErr(new PrintWriter(said));
        return line.execute("topics", "create", "--settings", settings.toString());
    }
}
