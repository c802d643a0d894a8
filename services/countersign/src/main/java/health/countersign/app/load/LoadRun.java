package health.countersign.app.load;

import health.countersign.app.attack.Cast;
import health.countersign.app.client.Doors;
import health.countersign.app.console.Console;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * An open loop: changes are sent when they are due, not when earlier ones are done; the time of each counts from when
 * it was due. Everything is seen at HTTP and websocket. Blocks.
 */
public final class LoadRun {
    private static final long PATIENCE_SECONDS = 180;
    private static final int OPENED_AT_ONCE = 20;
    private static final long SEED = 20_260_101;
    private static final double STEP = 1.25;

    private final Doors doors;
    private final Console console;
    private final LoadSettings settings;
    private final List<Long> processes;
    private final Caller caller;
    private List<Card> cards = List.of();

    /** @param processes whose processor time is counted besides that of this one */
    public LoadRun(Doors doors, Console console, LoadSettings settings, List<Long> processes) {
        this.doors = doors;
        this.console = console;
        this.settings = settings;
        this.processes = List.copyOf(processes);
        this.caller = new Caller(doors, settings.bytes());
    }

    /** Opens the cards and sends what warms everything up. */
    public void begin() throws Exception {
        open();
        console.note("%d cards are open".formatted(cards.size()));
        send("warm-up", settings.warmUp(), settings.rate());
    }

    /** Measures at the rate of the settings. */
    public LoadResult measure() throws Exception {
        return measure(settings.rate());
    }

    /**
     * Raises the rate, from that of the settings on, by a quarter each time until the queue grows.
     *
     * @return the last result that was held; empty if the first was not
     */
    public Optional<LoadResult> highest() throws Exception {
        Optional<LoadResult> held = Optional.empty();
        for (double rate = settings.rate(); ; rate *= STEP) {
            LoadResult result = measure(rate);
            console.note("%.0f/s: %s, %.0f/s confirmed, submit to delivered %s"
                    .formatted(
                            rate,
                            result.held() ? "held" : "the queue grows",
                            result.measured().confirmedRate(),
                            result.measured().delivered()));
            if (!result.held()) {
                return held;
            }
            held = Optional.of(result);
        }
    }

    private LoadResult measure(double rate) throws Exception {
        LedgerBytes ledger =
                LedgerBytes.since(doors.ledger(), doors.consortium().lanes()).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        ProcessorTime processorTime = ProcessorTime.of(processes);
        Measured measured = send("load", settings.changes(), rate);
        return new LoadResult(
                measured, processorTime.seconds(), ledger.written().await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    private Measured send(String task, int changes, double rate) throws Exception {
        IntSupplier chosen = settings.distribution().over(cards.size(), SEED);
        return new OpenLoop(doors.vertx(), changes, rate, console.progress(task, changes))
                .run(() -> caller.send(cards.get(chosen.getAsInt())))
                .await(PATIENCE_SECONDS + (long) (changes / rate), TimeUnit.SECONDS);
    }

    private void open() throws Exception {
        Cast cast = Cast.of(doors.consortium().document());
        List<Card> opened = new ArrayList<>();
        for (int begin = 0; begin < settings.cards(); begin += OPENED_AT_ONCE) {
            List<Future<Card>> opening = new ArrayList<>();
            for (int n = begin; n < Math.min(begin + OPENED_AT_ONCE, settings.cards()); n++) {
                opening.add(caller.open(cast.medical().get(n % cast.medical().size())));
            }
            opened.addAll(Future.all(opening).map(all -> all.<Card>list()).await(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
        cards = List.copyOf(opened);
    }
}
