package health.countersign.app.demo;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Exit;
import health.countersign.app.consortium.Addresses;
import health.countersign.app.consortium.ConsortiumFiles;
import health.countersign.app.verify.LedgerReport;
import health.countersign.json.JsonLimits;
import health.countersign.json.StrictJson;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;

/** Runs {@code countersign verify} in a process of its own, which is told nothing but the file and the address. */
final class ChildVerify {
    private static final JsonLimits LIMITS = JsonLimits.ofBytes(64 * 1024 * 1024);

    private ChildVerify() {}

    static LedgerReport run(ConsortiumFiles files, Addresses addresses) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "health.countersign.app.CountersignMain",
                        "verify",
                        "--json",
                        "--consortium",
                        files.consortium().toString(),
                        "--ledger",
                        addresses.ledger().toString()))
                .redirectError(Redirect.DISCARD)
                .start();
        byte[] verdict = child.getInputStream().readAllBytes();
        int exit = child.waitFor();
        if (exit != Exit.OK && exit != Exit.NO) {
            throw new CommandFailure(Exit.BROKEN, "the verifying process ended with exit code " + exit);
        }
        LedgerReport report = LedgerReport.of(StrictJson.read(verdict, LIMITS));
        if (report.stands() != (exit == Exit.OK)) {
            throw new CommandFailure(Exit.BROKEN, "the verifying process says one thing and ends with another");
        }
        return report;
    }
}
