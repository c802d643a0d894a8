package health.countersign.faults.plan;

/**
 * One fault.
 *
 * @param at how many changes have been sent when it begins
 * @param target which of several, modulo how many there are
 * @param millis how long it lasts
 */
public record PlannedFault(int at, FaultKind kind, int target, long millis) {}
