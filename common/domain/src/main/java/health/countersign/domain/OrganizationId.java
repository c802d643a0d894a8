package health.countersign.domain;

/** A member of the consortium: 2 to 63 of {@code a-z 0-9 -}, beginning with a letter. */
public record OrganizationId(String value) implements Comparable<OrganizationId> {
    private static final int LONGEST = 63;

    public OrganizationId {
        if (value.length() < 2
                || value.length() > LONGEST
                || !isLetter(value.charAt(0))
                || !value.chars().allMatch(OrganizationId::fits)) {
            throw new IllegalArgumentException("an organization id is 2 to 63 of a-z 0-9 -, beginning with a letter");
        }
    }

    private static boolean fits(int c) {
        return isLetter(c) || c == '-' || (c >= '0' && c <= '9');
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z';
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
