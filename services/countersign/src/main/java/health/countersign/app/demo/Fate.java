package health.countersign.app.demo;

import health.countersign.app.bundle.Step;

/**
 * What became of one step of a plan, and so of each entry in it.
 *
 * @param change its id, empty if no service took it
 * @param code why it was not committed; empty if it was
 * @param nanos from submitting to hearing of the commit; 0 if it was not committed
 */
record Fate(Step step, String change, String code, long nanos) {
    static Fate committed(Step step, String change, long nanos) {
        return new Fate(step, change, "", nanos);
    }

    static Fate refused(Step step, String change, String code) {
        return new Fate(step, change, code, 0);
    }

    boolean isCommitted() {
        return code.isEmpty();
    }

    int entries() {
        return step.entries().size();
    }
}
