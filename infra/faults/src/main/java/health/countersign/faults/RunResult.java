package health.countersign.faults;

import health.countersign.faults.judge.Violation;
import health.countersign.faults.load.Submission;
import health.countersign.faults.plan.FaultPlan;
import java.util.List;

/** What came of a seed. */
record RunResult(FaultPlan plan, List<Submission> submissions, List<Violation> violations, long millis) {
    RunResult {
        submissions = List.copyOf(submissions);
        violations = List.copyOf(violations);
    }

    long acknowledged() {
        return submissions.stream()
                .filter(submission -> submission.change().isPresent())
                .count();
    }
}
