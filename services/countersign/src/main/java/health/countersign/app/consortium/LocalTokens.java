package health.countersign.app.consortium;

import health.countersign.app.console.CommandFailure;
import health.countersign.domain.OrganizationId;
import health.countersign.platform.auth.AuthSettings;
import health.countersign.platform.auth.LocalIssuer;
import health.countersign.platform.operations.WallClock;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;

/** The issuer of tokens on this machine: whoever may read its directory may speak for the organizations. */
public final class LocalTokens {
    static final String ISSUER = "countersign-laptop";
    static final String AUDIENCE = "countersign";

    private final ConsortiumFiles files;
    private final LocalIssuer issuer;

    private LocalTokens(ConsortiumFiles files, LocalIssuer issuer) {
        this.files = files;
        this.issuer = issuer;
    }

    /** Uses the key in the directory, or makes it, and publishes its public half. */
    public static LocalTokens start(ConsortiumFiles files) throws IOException {
        LocalTokens issuer = new LocalTokens(files, LocalIssuer.at(files.issuerKey(), ISSUER, WallClock.system()));
        issuer.issuer.publish(files.issuerKeys());
        return issuer;
    }

    /** The issuer of a consortium that was started in this directory. */
    public static LocalTokens of(ConsortiumFiles files) {
        if (!Files.exists(files.issuerKey())) {
            throw CommandFailure.unreachable(
                    "there is no issuer of tokens in %s: start the consortium there first, or give a token"
                            .formatted(files.directory()),
                    null);
        }
        try {
            return new LocalTokens(files, LocalIssuer.at(files.issuerKey(), ISSUER, WallClock.system()));
        } catch (IOException unreadable) {
            throw CommandFailure.unreachable(unreadable.getMessage(), unreadable);
        }
    }

    /** Whose tokens the services take. */
    public AuthSettings trusted() {
        AuthSettings.Issuer trusted = AuthSettings.Issuer.local(ISSUER, files.issuerKeys(), Set.of());
        return new AuthSettings(AUDIENCE, Map.of("laptop", trusted));
    }

    /** A token of ten minutes. */
    public String token(OrganizationId organization, String subject, Set<String> scopes) {
        return issuer.issue(AUDIENCE, organization, subject, scopes);
    }
}
