package health.countersign.domain;

import java.util.regex.Pattern;

/** A member of the consortium: 2 to 63 of {@code a-z 0-9 -}, beginning with a letter. */
public record OrganizationId(String value) implements Comparable<OrganizationId> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{1,62}");

    public OrganizationId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("an organization id is 2 to 63 of a-z 0-9 -, beginning with a letter");
        }
    }

    @Override
    public int compareTo(OrganizationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
