package health.countersign.app.command;

import health.countersign.app.console.Exit;
import health.countersign.app.run.RunnableProgram;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code countersign run}: one program, as an operator runs it. */
@Command(
        name = "run",
        description = {
            "Runs one program until it is told to stop (SIGTERM, Ctrl-C); then it ends its work in order. Settings",
            "come from a YAML or JSON file; the environment overlays them: 'http: {port: 8081}' in the file is",
            "COUNTERSIGN_HTTP_PORT there. Whatever is missing, malformed or unknown is told at once.",
            "Health and metrics are on the management port (9400): /livez, /readyz, /metrics."
        },
        footer = {
            "  countersign run medical --settings organizations/hospital-a/medical.yaml",
            "  countersign run broker --settings broker.yaml",
            "  COUNTERSIGN_SETTINGS=validator.yaml countersign run validator"
        },
        exitCodeList = {"0:stopped as asked", "1:could not start, or not stop in order", "2:settings cannot be used"})
public final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROGRAM", description = "one of ${COMPLETION-CANDIDATES}")
    private RunnableProgram program;

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "its settings (default: the file that COUNTERSIGN_SETTINGS names, or the environment alone)")
    private Path settings;

    @Override
    public Integer call() throws InterruptedException {
        program.start(settings == null ? new String[0] : new String[] {settings.toString()});
        new CountDownLatch(1).await(); // the process ends by the signal that stops the program
        return Exit.OK;
    }
}
