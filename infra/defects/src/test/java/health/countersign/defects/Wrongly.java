package health.countersign.defects;

import health.countersign.domain.ConsortiumDocument;
import health.countersign.domain.Organization;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import health.countersign.domain.SignatureVerifier;
import health.countersign.ledger.LedgerException.LedgerRefused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;

/** What spoilt methods call, where it takes more than a line: copied code cannot hold a lambda. */
public final class Wrongly {
    private Wrongly() {}

    /** As soon as somebody has taken it, it is done. */
    public static void believe(Future<Void> posted, Promise<Optional<LedgerRefused>> outcome) {
        posted.onSuccess(taken -> outcome.tryComplete(Optional.empty()));
    }

    /** All parties. */
    public static List<OrganizationId> everybody(ConsortiumDocument document, Parties parties) {
        return document.organizations().stream()
                .map(Organization::id)
                .filter(parties::include)
                .toList();
    }

    /** Passes for a member's seal key also what its approval key has signed. */
    public static SignatureVerifier withEitherKey(ConsortiumDocument document, SignatureVerifier verifier) {
        return (key, message, signature) -> verifier.verifies(key, message, signature)
                || document.organizations().stream()
                        .map(Organization::keys)
                        .filter(keys -> keys.seal().equals(key))
                        .anyMatch(keys -> verifier.verifies(keys.approval(), message, signature));
    }
}
