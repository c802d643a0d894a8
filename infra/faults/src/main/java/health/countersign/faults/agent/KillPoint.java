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
    BEFORE_PRODUCE(Moment.BEFORE, "org.apache.kafka.clients.producer.KafkaProducer", "doSend"),
    /** The brokers have the record, and nobody here was told. */
    AFTER_PRODUCE(Moment.BEFORE, "org.apache.kafka.clients.producer.KafkaProducer$AppendCallbacks", "onCompletion"),
    BEFORE_OFFSET_COMMIT(Moment.BEFORE, "org.apache.kafka.clients.consumer.KafkaConsumer", "commitSync"),
    BEFORE_TRANSACTION_COMMIT(Moment.BEFORE, "org.apache.kafka.clients.producer.KafkaProducer", "commitTransaction"),
    AFTER_TRANSACTION_COMMIT(Moment.AFTER, "org.apache.kafka.clients.producer.KafkaProducer", "commitTransaction"),
    AFTER_APPROVAL(Moment.AFTER, "health.countersign.validator.lane.Intake", "weigh"),
    AFTER_ASSEMBLY(Moment.AFTER, "health.countersign.validator.lane.Flight", "assembled", 1),
    /** The assembled transaction stands in the log, and no ledger node has heard of it. */
    AFTER_WRITE_AHEAD(Moment.BEFORE, "health.countersign.validator.writer.LedgerWriter", "write", 2),
    /** A node has the transaction, and its answer was not looked at. */
    AFTER_POST(Moment.BEFORE, "health.countersign.ledger.BigchainDbNodes", "outcome"),
    /** The ledger has committed, and the log was not told. */
    AFTER_COMMIT(Moment.BEFORE, "health.countersign.validator.writer.LaneReport", "committed"),
    /** An event went to a subscriber, who has no cursor behind it yet. */
    AFTER_SEND(Moment.AFTER, "health.countersign.notification.SocketOutlet", "give");

    /** On which side of a method. */
    enum Moment {
        BEFORE,
        AFTER
    }

    private final Moment moment;
    private final String type;
    private final String method;
    private final int parameters;

    KillPoint(Moment moment, String type, String method) {
        this(moment, type, method, -1);
    }

    /** @param parameters how many the method has that shares its name with others; negative for all of them */
    KillPoint(Moment moment, String type, String method, int parameters) {
        this.moment = moment;
        this.type = type;
        this.method = method;
        this.parameters = parameters;
    }

    /** Which programs pass it. */
    public List<ProgramKind> programs() {
        return switch (this) {
            case BEFORE_PRODUCE, AFTER_PRODUCE, BEFORE_OFFSET_COMMIT -> List.of(SERVICE, VALIDATOR);
            case AFTER_SEND -> List.of(NOTIFICATION);
            default -> List.of(VALIDATOR);
        };
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
