package health.countersign.app.proof;

import health.countersign.app.CountersignMain;
import health.countersign.app.proof.IndependentVerifier.Answer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import picocli.CommandLine;

/** {@code countersign verify --pack}, called as the other verifier is. */
final class OurVerifier {
    private OurVerifier() {}

    static Answer judge(Path pack, Path... consortium) {
        StringWriter out = new StringWriter();
        CommandLine line = CountersignMain.commandLine();
        line.setOut(new PrintWriter(out));
        line.setErr(new PrintWriter(new StringWriter()));
        Stream<String> trusting = Stream.of(consortium).flatMap(file -> Stream.of("--consortium", file.toString()));
        int exit = line.execute(Stream.concat(Stream.of("verify", "--pack", pack.toString()), trusting)
                .toArray(String[]::new));
        return new Answer(exit, out.toString().lines().toList());
    }
}
