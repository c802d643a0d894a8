package health.countersign.faults.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final Set<FaultKind> ALL = EnumSet.allOf(FaultKind.class);

    private static FaultPlan plan(long seed) {
        return FaultPlan.of(seed, 500, ALL);
    }

    @Test
    void theSameSeedGivesTheSamePlan() {
        assertThat(plan(7)).isEqualTo(plan(7)).isNotEqualTo(plan(8));
    }

    @Test
    void faultsComeInOrderAndLeaveTheBeginningAndTheEndAlone() {
        FaultPlan plan = plan(3);

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
                .flatMap(seed -> plan(seed).faults().stream())
                .map(PlannedFault::kind)
                .collect(Collectors.toSet());

        assertThat(kinds).isEqualTo(ALL);
    }

    @Test
    void nothingHappensThatCannotBeDoneToTheWorld() {
        Set<FaultKind> possible = EnumSet.of(FaultKind.KILL_AT_POINT, FaultKind.LEDGER_AWAY);

        assertThat(LongStream.rangeClosed(1, 20)
                        .boxed()
                        .flatMap(seed -> FaultPlan.of(seed, 500, possible).faults().stream()))
                .extracting(PlannedFault::kind)
                .hasSameElementsAs(possible);
    }
}
