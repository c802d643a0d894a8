package health.countersign.faults.agent;

import static health.countersign.app.consortium.ProgramKind.NOTIFICATION;
import static health.countersign.app.consortium.ProgramKind.SERVICE;
import static health.countersign.app.consortium.ProgramKind.VALIDATOR;

import health.countersign.app.consortium.ProgramKind;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;

/** Places between two effects on the world outside, at which a program can be halted. */
public enum KillPoint {
    BEFORE_PRODUCE(Moment.BEFORE, "org.apache.kafka.clients.producer.KafkaProducer#doSend", SERVICE, VALIDATOR),
    /** The brokers have the record, and nobody here was told. */
    AFTER_PRODUCE(
            Moment.BEFORE,
            "org.apache.kafka.clients.producer.KafkaProducer$AppendCallbacks#onCompletion",
            SERVICE,
            VALIDATOR),
    BEFORE_OFFSET_COMMIT(
            Moment.BEFORE, "org.apache.kafka.clients.consumer.KafkaConsumer#commitSync", SERVICE, VALIDATOR),
    BEFORE_TRANSACTION_COMMIT(
            Moment.BEFORE, "org.apache.kafka.clients.producer.KafkaProducer#commitTransaction", VALIDATOR),
    AFTER_TRANSACTION_COMMIT(
            Moment.AFTER, "org.apache.kafka.clients.producer.KafkaProducer#commitTransaction", VALIDATOR),
    AFTER_APPROVAL(Moment.AFTER, "health.countersign.validator.lane.Intake#weigh", VALIDATOR),
    AFTER_ASSEMBLY(Moment.AFTER, "health.countersign.validator.lane.Flight#assembled/1", VALIDATOR),
    /** The assembled transaction stands in the log, and no ledger node has heard of it. */
    AFTER_WRITE_AHEAD(Moment.BEFORE, "health.countersign.validator.writer.LedgerWriter#write/2", VALIDATOR),
    /** A node has the transaction, and its answer was not looked at. */
    AFTER_POST(Moment.BEFORE, "health.countersign.ledger.BigchainDbNodes#outcome", VALIDATOR),
    /** The ledger has committed, and the log was not told. */
    AFTER_COMMIT(Moment.BEFORE, "health.countersign.validator.writer.LaneReport#committed", VALIDATOR),
    /** An event went to a subscriber, who has no cursor behind it yet. */
    AFTER_SEND(Moment.AFTER, "health.countersign.notification.SocketOutlet#give", NOTIFICATION);

    /** On which side of a method. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private final Moment moment;
    private final String type;
    private final String method;
    private final int parameters;
    private final List<ProgramKind> programs;

    /** @param place {@code TYPE#METHOD}, or {@code TYPE#METHOD/N} for the one with so many parameters */
    KillPoint(Moment moment, String place, ProgramKind... programs) {
        String[] parts = place.split("[#/]");
        this.moment = moment;
        this.type = parts[0];
        this.method = parts[1];
        this.parameters = parts.length > 2 ? Integer.parseInt(parts[2]) : -1;
        this.programs = List.of(programs);
    }

    /** Which programs pass it. */
    public List<ProgramKind> programs() {
        return programs;
    }

    String type() {
        return type;
    }

    Moment moment() {
        return moment;
    }

    ElementMatcher<MethodDescription> methods() {
        ElementMatcher.Junction<MethodDescription> named = ElementMatchers.named(method);
        return parameters < 0 ? named : named.and(ElementMatchers.takesArguments(parameters));
    }
}
