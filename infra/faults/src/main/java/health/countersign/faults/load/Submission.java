package health.countersign.faults.load;

import java.util.Optional;

/**
 * A change that was sent.
 *
 * @param number in the order of sending, from 0
 * @param card empty if it was to open one and that was never acknowledged
 * @param change its id, if a service acknowledged it
 * @param answer the last answer: a status and a code, or why there was none
 */
public record Submission(int number, String kind, String author, String card, Optional<String> change, String answer) {}
