package health.countersign.defects;

import health.countersign.domain.BatchCondition;
import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.Ledger;
import health.countersign.ledger.LedgerException.LedgerRefused;
import health.countersign.ledger.Transaction;
import health.countersign.member.store.Lanes;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice.Argument;
import net.bytebuddy.asm.Advice.FieldValue;
import net.bytebuddy.asm.Advice.OnMethodEnter;
import net.bytebuddy.asm.Advice.OnMethodExit;
import net.bytebuddy.asm.Advice.OnNonDefaultValue;
import net.bytebuddy.asm.Advice.Return;
import net.bytebuddy.asm.Advice.This;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * What spoilt methods do. The code of these methods is copied to the beginning or the end of the spoilt one, so it uses
 * nothing that is not public, and assigns to its parameters what the spoilt method is to see or to return.
 */
@SuppressWarnings("UnusedVariable")
final class Spoilt {
    private Spoilt() {}

    /** Nothing; where something is to be said, no. */
    static final class DoesNothing {
        @OnMethodEnter(skipOn = OnNonDefaultValue.class)
        static boolean enter() {
            return Reached.now();
        }
    }

    static final class SaysYes {
        @OnMethodExit
        static void exit(@Return(readOnly = false) boolean answer) {
            answer = Reached.now();
        }
    }

    static final class FindsNothing {
        @OnMethodExit
        static void exit(@Return(readOnly = false) Optional<?> found) {
            Reached.now();
            found = Optional.empty();
        }
    }

    static final class ListsNothing {
        @OnMethodExit
        static void exit(@Return(readOnly = false) List<?> listed) {
            Reached.now();
            listed = List.of();
        }
    }

    static final class Believes202 {
        @OnMethodEnter(skipOn = OnNonDefaultValue.class)
        static boolean enter(
                @FieldValue("ledger") Ledger ledger,
                @FieldValue("tx") Transaction tx,
                @FieldValue("outcome") Promise<Optional<LedgerRefused>> outcome) {
            Wrongly.believe(ledger.post(tx), outcome);
            return Reached.now();
        }
    }

    static final class GivesUp {
        @OnMethodEnter(skipOn = OnNonDefaultValue.class)
        static boolean enter(@FieldValue("outcome") Promise<Optional<LedgerRefused>> outcome) {
            outcome.tryComplete(Optional.of(new LedgerRefused("Timeout", "no answer")));
            return Reached.now();
        }
    }

    static final class IgnoresBases {
        @OnMethodExit
        static void exit(@Return(readOnly = false) Optional<BatchCondition> fault) {
            if (fault.equals(Optional.of(BatchCondition.BASES))) {
                Reached.now();
                fault = Optional.empty();
            }
        }
    }

    static final class GoesOnFromAnywhere {
        @OnMethodEnter
        static void enter(
                @This Lanes lanes, @Argument(0) int lane, @Argument(value = 1, readOnly = false) Lanes.Head from) {
            Reached.now();
            from = lanes.head(lane).orElseThrow();
        }
    }

    static final class EverybodyReads {
        @OnMethodExit
        static void exit(
                @This ConsortiumDocument document,
                @Argument(1) Parties parties,
                @Return(readOnly = false) List<OrganizationId> readers) {
            Reached.now();
            readers = Wrongly.everybody(document, parties);
        }
    }

    static final class IsAnHourLate {
        @OnMethodExit
        static void exit(@Return(readOnly = false) Instant deadline) {
            Reached.now();
            deadline = deadline.plus(Duration.ofHours(1));
        }
    }

    static final class ReadsTheLocalClock {
        @OnMethodEnter
        static void enter(
                @FieldValue("context") ProcessorContext<byte[], byte[]> context,
                @Argument(value = 0, readOnly = false) Record<byte[], byte[]> record) {
            Reached.now();
            record = record.withTimestamp(context.currentSystemTimeMs());
        }
    }

    static final class TakesEitherKey {
        @OnMethodEnter
        static void enter(
                @FieldValue("document") ConsortiumDocument document,
                @Argument(value = 3, readOnly = false) SignatureVerifier verifier) {
            Reached.now();
            verifier = Wrongly.withEitherKey(document, verifier);
        }
    }
}
