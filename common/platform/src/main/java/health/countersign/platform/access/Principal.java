package health.countersign.platform.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a client of the log is, as its certificate says: {@code CN=hospital-a,OU=member} is {@code hospital-a.member}.
 *
 * @param name of the organization, of the operator or of the broker: 2 to 63 of {@code a-z 0-9 -}, a letter first
 * @param part what it does there
 */
public record Principal(String name, Part part) implements Comparable<Principal> {
    /** What a principal is there for; one certificate is for one part only. */
    public enum Part {
        /** An organization's own service: submits, answers and seals. */
        MEMBER,
        /** A validator that the organization runs. */
        VALIDATOR,
        /** A notification service that the organization runs. */
        NOTIFICATION,
        /** Makes topics and gives rights; brokers let it do anything. */
        OPERATOR,
        /** A broker among brokers. */
        BROKER;

        /** The part as certificates have it. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The brokers' {@code ssl.principal.mapping.rules}: who presents a certificate of another form, with whatever
     * valid signature, is nobody's principal and has no rights.
     */
    public static final String MAPPING_RULES =
            "RULE:^CN=([a-z][a-z0-9-]+),OU=(member|validator|notification|operator|broker)(,.*)?$/$1.$2/,DEFAULT";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,62}");
    private static final Pattern KAFKA = Pattern.compile("User:(" + NAME + ")\\.([a-z]+)");

    public Principal {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a principal's name is 2 to 63 of a-z 0-9 -, beginning with a letter");
        }
    }

    /** The subject of its certificate. */
    public String distinguishedName() {
        return "CN=" + name + ",OU=" + part.wire();
    }

    /** As Kafka's lists of rights name it. */
    public String kafka() {
        return "User:" + this;
    }

    /** The principal that Kafka's lists of rights name so, if it is one of this form. */
    public static Optional<Principal> of(String kafka) {
        Matcher matcher = KAFKA.matcher(kafka);
        return matcher.matches()
                ? Arrays.stream(Part.values())
                        .filter(part -> part.wire().equals(matcher.group(2)))
                        .map(part -> new Principal(matcher.group(1), part))
                        .findFirst()
                : Optional.empty();
    }

    @Override
    public int compareTo(Principal other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return name + "." + part.wire();
    }
}
