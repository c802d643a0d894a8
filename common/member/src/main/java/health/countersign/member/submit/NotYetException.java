package health.countersign.member.submit;

import health.countersign.platform.http.Problem;

/** Something that the change needs has not been seen in the log yet; a little later it may have been. */
final class NotYetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    NotYetException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What to answer if it does not turn up. */
    Problem problem() {
        return problem;
    }

    static NotYetException card() {
        return new NotYetException(
                Problem.of(404, "card-unknown", "No such card", "No card of this id is open, or about to be."));
    }

    static NotYetException requirement(String pointer) {
        return new NotYetException(Problem.of(
                        409,
                        "unknown-requirement",
                        "Not seen yet",
                        "What the change refers to at " + pointer + " has not been seen in the log. Send it again"
                                + " later, or send what it refers to first.")
                .retry());
    }
}
