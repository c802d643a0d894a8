package health.countersign.domain;

import java.util.regex.Pattern;

/** What an organization does in the consortium, such as {@code medical}; policies and writers name roles. */
public record Role(String value) implements Comparable<Role> {
    private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{1,62}");

    public Role {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("a role is 2 to 63 of a-z 0-9 -, beginning with a letter");
        }
    }

    @Override
    public int compareTo(Role other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
