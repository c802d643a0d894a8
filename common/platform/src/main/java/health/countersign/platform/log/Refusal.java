package health.countersign.platform.log;

import health.countersign.platform.operations.WallClock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * Brokers do not let this program in, or do not let it do what it wants.
 *
 * @param sentence for people who operate it: who was refused, why, and until when its certificate holds
 */
public record Refusal(String sentence) {
    private static final int DEEPEST = 10;

    /**
     * The refusal that a failure of Kafka's clients tells of, if it does. One who is not let in at all often sees only
     * that nobody answers in time: with a certificate that has expired that is taken for a refusal, too.
     */
    public static Optional<Refusal> of(Throwable failure, KafkaSettings settings) {
        Optional<AuthenticationException> outside = first(failure, AuthenticationException.class);
        if (outside.isPresent()) {
            return Optional.of(new Refusal(atTheDoor(outside.get(), ClientCertificate.of(settings))));
        }
        Optional<AuthorizationException> inside = first(failure, AuthorizationException.class);
        if (inside.isPresent()) {
            return Optional.of(new Refusal("the log does not let %s use %s: the consortium's list of rights says no"
                    .formatted(subject(ClientCertificate.of(settings)), resource(inside.get()))));
        }
        return first(failure, TimeoutException.class)
                .flatMap(silence -> ClientCertificate.of(settings))
                .filter(own -> own.expired(now()))
                .map(own -> new Refusal("the log does not answer in time, and " + stale(own)));
    }

    private static String atTheDoor(AuthenticationException failure, Optional<ClientCertificate> certificate) {
        String cause = Stream.iterate((Throwable) failure, Throwable::getCause)
                .takeWhile(next -> next != null)
                .limit(DEEPEST)
                .map(Throwable::getMessage)
                .filter(message -> message != null)
                .distinct()
                .collect(Collectors.joining(": "));
        String own = certificate
                .map(known -> known.expired(now())
                        ? stale(known)
                        : "our certificate is %s, valid until %s; does it come from whom the brokers trust, and do we"
                                        .formatted(known.subject(), known.expires())
                                + " trust theirs?")
                .orElse("we show no certificate that can be read");
        return "the log does not let us in (%s): %s".formatted(cause, own);
    }

    private static String stale(ClientCertificate own) {
        return "our certificate %s expired at %s: put a renewed one into %s"
                .formatted(own.subject(), own.expires(), own.place());
    }

    private static String subject(Optional<ClientCertificate> certificate) {
        return certificate.map(ClientCertificate::subject).orElse("a program without a certificate");
    }

    private static String resource(AuthorizationException failure) {
        if (failure instanceof TopicAuthorizationException topics) {
            return "topics " + topics.unauthorizedTopics();
        }
        return failure instanceof GroupAuthorizationException group
                ? "group " + group.groupId()
                : "it as it wants (" + failure.getMessage() + ")";
    }

    private static <T extends Throwable> Optional<T> first(Throwable failure, Class<T> kind) {
        return Stream.iterate(failure, Throwable::getCause)
                .takeWhile(next -> next != null)
                .limit(DEEPEST)
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst();
    }

    private static Instant now() {
        return WallClock.system().instant();
    }
}
