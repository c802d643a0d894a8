package health.countersign.app.load;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Processor time of processes of this machine since it was begun, of all their threads. */
final class ProcessorTime {
    private final Map<Long, Duration> begun;

    private ProcessorTime(Map<Long, Duration> begun) {
        this.begun = begun;
    }

    /** From now on; of this process, and of those. */
    static ProcessorTime of(List<Long> others) {
        Map<Long, Duration> begun = new TreeMap<>();
        begun.put(ProcessHandle.current().pid(), Duration.ZERO);
        others.forEach(pid -> begun.put(pid, Duration.ZERO));
        begun.replaceAll((pid, zero) -> used(pid));
        return new ProcessorTime(begun);
    }

    /** Seconds of each process until now; one that has ended counts nothing. */
    Map<Long, Double> seconds() {
        Map<Long, Double> seconds = new TreeMap<>();
        begun.forEach((pid, before) ->
                seconds.put(pid, Math.max(0, used(pid).minus(before).toMillis()) / 1e3));
        return seconds;
    }

    private static Duration used(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }
}
