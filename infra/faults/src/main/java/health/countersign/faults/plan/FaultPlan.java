package health.countersign.faults.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Faults in the order in which they happen; the same seed gives the same plan. */
public record FaultPlan(long seed, List<PlannedFault> faults) {
    private static final int FEWEST = 8;
    private static final int MORE = 6;

    /** One fault in so many is a halt at a point, of which there are many. */
    private static final int POINTS = 4;

    /** So many faults of a run take their turn among all kinds: a few seeds in a row bring about every kind. */
    private static final int IN_TURN = 3;

    private static final int SHORTEST_MILLIS = 500;
    private static final int LONGEST_MILLIS = 8_000;

    /** Once in so many times the ledger is away for a minute or two. */
    private static final int LONG_AWAY = 3;

    private static final int LONG_AWAY_MILLIS = 60_000;

    public FaultPlan {
        faults = List.copyOf(faults);
    }

    /**
     * A plan for a run of so many changes: nothing happens in its first and last tenth.
     *
     * @param possible what can be done to the world
     */
    public static FaultPlan of(long seed, int changes, Set<FaultKind> possible) {
        Random random = new Random(seed);
        List<FaultKind> kinds = possible.stream().sorted().toList();
        int count = FEWEST + random.nextInt(MORE);
        List<PlannedFault> faults = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            int at = changes / 10 + random.nextInt(Math.max(1, changes * 8 / 10));
            FaultKind kind =
                    n < IN_TURN ? kinds.get(Math.floorMod(seed * IN_TURN + n, kinds.size())) : any(random, kinds);
            faults.add(new PlannedFault(at, kind, random.nextInt(1_000), millis(random, kind)));
        }
        faults.sort(Comparator.comparingInt(PlannedFault::at));
        return new FaultPlan(seed, faults);
    }

    private static int millis(Random random, FaultKind kind) {
        return kind == FaultKind.LEDGER_AWAY && random.nextInt(LONG_AWAY) == 0
                ? LONG_AWAY_MILLIS + random.nextInt(LONG_AWAY_MILLIS)
                : SHORTEST_MILLIS + random.nextInt(LONGEST_MILLIS - SHORTEST_MILLIS);
    }

    private static FaultKind any(Random random, List<FaultKind> kinds) {
        return random.nextInt(POINTS) == 0 ? FaultKind.KILL_AT_POINT : kinds.get(random.nextInt(kinds.size()));
    }
}
