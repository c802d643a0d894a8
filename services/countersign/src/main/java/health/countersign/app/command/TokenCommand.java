package health.countersign.app.command;

import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Console;
import health.countersign.app.console.Exit;
import health.countersign.app.consortium.LocalTokens;
import health.countersign.app.consortium.Scopes;
import health.countersign.domain.OrganizationId;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code countersign token}: a token from the local issuer. */
@Command(
        name = "token",
        description = {
            "Prints a token with which an organization of this machine's consortium is spoken for, for ten minutes.",
            "Whoever may read the consortium's directory may do that; on many machines an OIDC provider does it."
        },
        footer = {
            "  countersign token hospital-a",
            "  curl -H \"Authorization: Bearer $(countersign token clinic)\" http://127.0.0.1:8082/v1/cards/..."
        },
        exitCodeList = {"0:printed", "2:wrong usage", "3:no consortium was started in the directory"})
public final class TokenCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DirectoryOption directory;

    @Parameters(paramLabel = "ORGANIZATION", description = "who is spoken for, such as hospital-a")
    private String organization;

    @Option(
            names = "--subject",
            paramLabel = "WHO",
            defaultValue = "countersign-cli",
            description = "the person or system within it (default: ${DEFAULT-VALUE})")
    private String subject;

    @Option(names = "--scope", paramLabel = "SCOPE", description = "what the token is good for; default: everything")
    private Set<String> scopes = new TreeSet<>(Scopes.ALL);

    @Override
    public Integer call() {
        OrganizationId id;
        try {
            id = new OrganizationId(organization);
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailure(Exit.USAGE, organization + " is no id of an organization", malformed);
        }
        Console.of(spec).line(LocalTokens.of(directory.files()).token(id, subject, scopes));
        return Exit.OK;
    }
}
