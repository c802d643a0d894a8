package health.countersign.app.command;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.domain.CanonicalJson;
import health.countersign.domain.Organization;
import health.countersign.ledger.Ed25519;
import health.countersign.member.keys.KeyDirectory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code countersign keys}: what there is to do with an organization's keys. */
@Command(
        name = "keys",
        description = "Makes the keys of an organization.",
        footer = "  countersign keys generate --out keys --offline /media/stick/keys",
        exitCodeList = {"0:done", "2:wrong usage", "3:files cannot be written"},
        subcommands = KeysCommand.Generate.class)
public final class KeysCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getOut());
        return Exit.USAGE;
    }

    /** {@code countersign keys generate}. */
    @Command(
            name = "generate",
            description = {
                "Makes an organization's four keys: approval, seal, recovery (Ed25519), wrapping (X25519). Each goes",
                "into a file of its own that only its owner may read; the public ones are printed as the consortium",
                "document wants them. Existing keys are never overwritten."
            },
            footer = "  countersign keys generate --out keys --offline /media/stick/keys",
            exitCodeList = {"0:made", "2:wrong usage, or there are keys already", "3:files cannot be written"})
    static final class Generate implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(names = "--out", paramLabel = "DIR", required = true, description = "where the services' keys go")
        private Path out;

        @Option(
                names = "--offline",
                paramLabel = "DIR",
                required = true,
                description = "where the recovery key goes; take it offline, it is only needed when others are lost")
        private Path offline;

        @Override
        public Integer call() {
            Organization.Keys keys;
            try {
                keys = new KeyDirectory(out, Ed25519.preferred()).generate(offline);
            } catch (FileAlreadyExistsException there) {
                throw new CommandFailure(Exit.USAGE, "there is a key already: " + there.getFile(), there);
            } catch (IOException unwritable) {
                throw CommandFailure.unreachable("the keys cannot be written: " + unwritable.getMessage(), unwritable);
            }
            Map<String, Object> open = new TreeMap<>();
            open.put("approval", keys.approval().base64());
            open.put("seal", keys.seal().base64());
            open.put("recovery", keys.recovery().base64());
            open.put("wrapping", keys.wrapping().base64());
            Console.of(spec).line(new String(CanonicalJson.bytes(open), StandardCharsets.UTF_8));
            return Exit.OK;
        }
    }
}
