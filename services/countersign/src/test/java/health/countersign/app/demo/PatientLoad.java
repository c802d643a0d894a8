package health.countersign.app.demo;

import health.countersign.app.attack.Cast;
import health.countersign.app.bundle.BundleOrder;
import health.countersign.app.bundle.BundlePlan;
import health.countersign.app.bundle.BundleReader;
import health.countersign.app.bundle.Owners;
import health.countersign.app.client.Doors;
import health.countersign.app.console.Console;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/** Sends one bundle as the demo does. */
public final class PatientLoad {
    private PatientLoad() {}

    /** The codes for which entries were refused; none if all are committed. */
    public static List<String> refused(Doors doors, byte[] bundle) throws IOException {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        Cast cast = Cast.of(doors.consortium().document());
        BundlePlan plan = new BundleOrder(new Owners(cast.medical(), cast.billing(), cast.insurance()))
                .plan(BundleReader.read("patient.json", new ByteArrayInputStream(bundle)));
        return new Loading(doors, 8)
                .run(plan, new Console(nowhere, nowhere, false).progress("changes", 0)).await().fates().stream()
                        .filter(fate -> !fate.isCommitted())
                        .map(Fate::toString)
                        .toList();
    }
}
