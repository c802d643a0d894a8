package health.countersign.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(FaultPlan.of(7, 500)).isEqualTo(FaultPlan.of(7, 500)).isNotEqualTo(FaultPlan.of(8, 500));
    }

    @Test
    void faultsComeInOrderAndLeaveTheBeginningAndTheEndAlone() {
        FaultPlan plan = FaultPlan.of(3, 500);

        assertThat(plan.faults())
                .hasSizeGreaterThanOrEqualTo(8)
                .extracting(PlannedFault::at)
                .isSorted();
        assertThat(plan.faults()).allMatch(fault -> fault.at() >= 50 && fault.at() < 450);
    }

    @Test
    void tenSeedsBringAboutEveryKindOfFault() {
        Set<FaultKind> kinds = LongStream.rangeClosed(1, 10)
                .boxed()
                .flatMap(seed -> FaultPlan.of(seed, 500).faults().stream())
                .map(PlannedFault::kind)
                .collect(Collectors.toSet());

        assertThat(kinds).isEqualTo(EnumSet.allOf(FaultKind.class));
    }
}
