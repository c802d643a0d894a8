package health.countersign.app.command;

import health.countersign.app.console.Console;
import health.countersign.app.laptop.Laptop;
import health.countersign.app.laptop.LaptopSettings;

/** Starts a laptop's consortium and tells how it goes. */
final class Starting {
    private Starting() {}

    static Laptop start(Console console, LaptopSettings settings) {
        long begun = System.nanoTime();
        Laptop laptop = Laptop.start(
                settings, (part, milliseconds) -> console.note("started %-22s %,6d ms".formatted(part, milliseconds)));
        console.line("up after %.1f s, data and logs in %s"
                .formatted((System.nanoTime() - begun) / 1e9, settings.files().directory()));
        return laptop;
    }
}
