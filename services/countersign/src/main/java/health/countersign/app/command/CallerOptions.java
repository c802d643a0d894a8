package health.countersign.app.command;

import health.countersign.app.client.Api;
import health.countersign.app.client.Blocking;
import health.countersign.app.client.RefusedException;
import health.countersign.app.client.Reply;
import health.countersign.app.console.CommandFailure;
import health.countersign.app.console.Exit;
import health.countersign.app.consortium.LocalTokens;
import health.countersign.app.consortium.Scopes;
import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who speaks to which service: on this machine by {@code --dir} and {@code --as}, elsewhere by address and token. */
public final class CallerOptions {
    @Mixin
    private DirectoryOption directory;

    @Option(
            names = "--as",
            paramLabel = "ORGANIZATION",
            defaultValue = "hospital-a",
            description = "for whom to speak, and with whose service (default: ${DEFAULT-VALUE})")
    private String organization;

    @Option(names = "--url", paramLabel = "URL", description = "address of the service, if not that of --dir")
    private URI url;

    @Option(names = "--token", paramLabel = "TOKEN", description = "token to use, if not one of the issuer of --dir")
    private String token;

    /** The consortium of this machine that {@code --dir} names. */
    DirectoryOption directory() {
        return directory;
    }

    private OrganizationId organization() {
        try {
            return new OrganizationId(organization);
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailure(Exit.USAGE, organization + " is no id of an organization", malformed);
        }
    }

    /** A token for each request. */
    Supplier<String> token() {
        if (token != null) {
            return () -> token;
        }
        LocalTokens issuer = LocalTokens.of(directory.files());
        OrganizationId id = organization();
        return () -> issuer.token(id, "countersign-cli", Scopes.ALL);
    }

    /** The organization's service. */
    URI service() {
        if (url != null) {
            return url;
        }
        URI known = directory.addresses().services().get(organization());
        if (known == null) {
            throw CommandFailure.usage("%s is none of %s"
                    .formatted(organization, directory.addresses().services().keySet()));
        }
        return known;
    }

    /** Where streams are served. */
    URI notification() {
        return url != null ? url : directory.addresses().notification();
    }

    /** The answer of the organization's service; a problem ends the command. */
    Reply ask(Function<Api, Future<Reply>> request) {
        URI service = service();
        Supplier<String> tokens = token();
        Reply reply = reply(service, vertx -> request.apply(Api.of(vertx, service, tokens)));
        if (!reply.isDone()) {
            throw new CommandFailure(Exit.NO, reply.problem(), new RefusedException(reply));
        }
        return reply;
    }

    private static Reply reply(URI service, Function<Vertx, Future<Reply>> request) {
        return reached(service, () -> Blocking.run(request));
    }

    /** Does something over the network; a socket's failure becomes a sentence. */
    static <T> T reached(URI service, Callable<T> work) {
        try {
            return work.call();
        } catch (RuntimeException broken) {
            throw broken;
        } catch (Exception unreachable) { // futures hand on what sockets fail with, undeclared
            throw CommandFailure.unreachable(
                    "%s cannot be reached: %s".formatted(service, unreachable.getMessage()), unreachable);
        }
    }
}
