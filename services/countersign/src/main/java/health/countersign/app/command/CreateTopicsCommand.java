package health.countersign.app.command;

import health.countersign.app.client.Blocking;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.ledger.Ed25519;
import health.countersign.member.keys.ConsortiumFile;
import health.countersign.platform.access.AccessPlan;
import health.countersign.platform.access.AccessRights;
import health.countersign.platform.access.Principal;
import health.countersign.platform.log.TopicPlan;
import health.countersign.platform.log.Topics;
import health.countersign.platform.settings.Settings;
import health.countersign.platform.settings.SettingsException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code countersign topics create}. */
@Command(
        name = "create",
        description = {
            "Makes the topics that are missing, one partition for each lane, and checks those that are there. Doing it",
            "again changes nothing. Settings: 'kafka' and 'consortium' as in those of a service, no others."
        },
        footer = "  countersign topics create --settings operator.yaml --rights",
        exitCodeList = {
            "0:all topics are as they must be",
            "1:a topic is not as it must be, or Kafka does not let us",
            "2:settings cannot be used",
            "3:Kafka cannot be reached"
        })
final class CreateTopicsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--settings", paramLabel = "FILE", required = true, description = "the operator's settings")
    private Path file;

    @Option(
            names = "--rights",
            description = {
                "also give each organization's service, validator and notification service its rights, and take away",
                "what else is said of our names"
            })
    private boolean rights;

    @Override
    public Integer call() {
        OperatorSettings settings = settings();
        ConsortiumDocument document = document(settings.consortium());
        try {
            Blocking.run(vertx -> Topics.create(vertx, settings.kafka(), document.lanes())
                    .compose(made -> rights ? give(vertx, settings, document) : Future.succeededFuture()));
        } catch (IllegalStateException different) {
            throw new CommandFailure(Exit.NO, different.getMessage(), different);
        } catch (KafkaException unreachable) {
            throw CommandFailure.unreachable("Kafka: " + unreachable.getMessage(), unreachable);
        }
        Console console = Console.of(spec);
        TopicPlan.of(settings.kafka(), document.lanes())
                .forEach(topic -> console.line(topic.topic().wire()));
        return Exit.OK;
    }

    private static Future<Void> give(Vertx vertx, OperatorSettings settings, ConsortiumDocument document) {
        List<Principal> principals = document.organizations().stream()
                .flatMap(organization ->
                        AccessPlan.ofOrganization(organization.id().value()))
                .toList();
        AccessPlan plan = AccessPlan.of(principals, settings.application());
        return AccessRights.apply(vertx, settings.kafka(), plan).mapEmpty();
    }

    /** From the file alone: what a service's environment says is not meant for this. */
    private OperatorSettings settings() {
        try {
            return Settings.read(OperatorSettings.class, Optional.of(file), Map.of());
        } catch (SettingsException unusable) {
            throw new CommandFailure(Exit.USAGE, unusable.getMessage(), unusable);
        }
    }

    private static ConsortiumDocument document(Path consortium) {
        try {
            return ConsortiumFile.read(consortium, Ed25519.preferred()).document();
        } catch (IOException unreadable) {
            throw new CommandFailure(Exit.USAGE, "cannot read " + consortium, unreadable);
        }
    }
}
