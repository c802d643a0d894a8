package health.countersign.app.consortium;

import static health.countersign.member.http.Scopes.CITE;
import static health.countersign.member.http.Scopes.READ;
import static health.countersign.member.http.Scopes.WRITE;

import java.util.Set;

/** What tokens of this machine may be good for. */
public final class Scopes {
    public static final Set<String> ALL = Set.of(READ, WRITE, CITE);

    private Scopes() {}
}
