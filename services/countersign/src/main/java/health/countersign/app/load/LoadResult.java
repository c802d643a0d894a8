package health.countersign.app.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What was measured at one rate.
 *
 * @param cpuSeconds of each process by its id, while the load was on
 * @param ledger what was written to it meanwhile
 */
public record LoadResult(Measured measured, Map<Long, Double> cpuSeconds, LedgerBytes.Written ledger) {
    /** Whether everything was confirmed and nothing piled up. */
    public boolean held() {
        return measured.held();
    }

    /** For people. */
    public List<String> lines() {
        int confirmed = Math.max(1, measured.confirmed());
        List<String> lines = new ArrayList<>();
        lines.add("confirmed            %,d of %,d changes in %.1f s: %.0f/s of %.0f/s offered"
                .formatted(
                        measured.confirmed(),
                        measured.done(),
                        measured.seconds(),
                        measured.confirmedRate(),
                        measured.offered()));
        lines.add("submit to accepted   " + measured.accepted());
        lines.add("submit to committed  " + measured.committed());
        lines.add("submit to delivered  " + measured.delivered());
        lines.add("queue                %s, %,.0f waited at the end"
                .formatted(
                        measured.held() ? "held" : "GROWS", measured.backlog().last()));
        cpuSeconds.forEach((pid, seconds) -> lines.add("CPU of process %-6d %.1f s, %.2f s for 1,000 changes"
                .formatted(pid, seconds, 1_000 * seconds / confirmed)));
        lines.add("ledger               %,d bytes for each change, %.1f changes in a transaction"
                .formatted(ledger.bytes() / confirmed, (double) confirmed / Math.max(1, ledger.transactions())));
        return lines;
    }
}
