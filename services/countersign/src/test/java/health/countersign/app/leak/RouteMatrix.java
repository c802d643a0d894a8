package health.countersign.app.leak;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.app.leak.Story.Change;
import health.countersign.app.leak.Visitor.Kind;
import health.countersign.domain.OrganizationId;
import health.countersign.domain.Parties;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Visitor × section × route at one organization's service. What each route must say to whom is written here by hand;
 * which routes there are the service itself says, and one that is not known here is a failure.
 */
public final class RouteMatrix {
    private static final String CARD = "/v1/cards/%s";
    private static final String CITED = CARD + "/changes/%s/citation?entry=0&fields=";
    private static final String REFERRED = CARD + "/citation?reference=%s&fields=";
    private static final String CONTENT = "content";
    private static final String LEAVES = "type,id,code,period,encounter,patient";

    private final OrganizationId service;
    private final URI address;
    private final Secrets secrets;
    private final Story story;
    private final List<Visitor> visitors;
    private final Map<String, Runnable> known = new LinkedHashMap<>();
    private final List<Cell> cells = new ArrayList<>();

    public RouteMatrix(OrganizationId service, URI address, Secrets secrets, Story story, List<Visitor> visitors) {
        this.service = service;
        this.address = address;
        this.secrets = secrets;
        this.story = story;
        this.visitors = visitors;
        known.put("* *", () -> {}); // limits and the trace, before all others; they answer nothing
        known.put("* /v1/", () -> {}); // checks the token
        known.put("POST /v1/cards", () -> own(HttpMethod.POST, "/v1/cards", 400));
        known.put("POST /v1/cards/:card/changes", () -> cards("/changes", HttpMethod.POST, parties -> 400));
        known.put("GET /v1/catalogue", () -> own(HttpMethod.GET, "/v1/catalogue", 200));
        known.put("GET /v1/cards", () -> own(HttpMethod.GET, "/v1/cards?limit=999", 200));
        known.put("GET /v1/cards/:card", () -> cards("", HttpMethod.GET, this::toParty));
        known.put("GET /v1/cards/:card/history", () -> cards("/history", HttpMethod.GET, this::toParty));
        known.put("GET /v1/cards/:card/reads", () -> cards("/reads", HttpMethod.GET, this::toParty));
        known.put("GET /v1/proposals/:change", this::proposals);
        known.put("GET /v1/cards/:card/changes/:change/citation", this::cited);
        known.put("GET /v1/cards/:card/citation", this::referred);
    }

    /** Goes through all cells. */
    public void check(RouteTable table, Asking asking) {
        assertThat(new HashSet<>(table.routes()))
                .as("routes of %s: what is new here needs its row above", service)
                .isEqualTo(known.keySet());
        assertThat(table.routes()).filteredOn("* *"::equals).hasSize(2);
        known.values().forEach(Runnable::run);
        asking.all(cells);
    }

    /** A door for the organization's own people. */
    private void own(HttpMethod method, String path, int status) {
        for (Visitor visitor : visitors) {
            boolean member =
                    visitor.kind() == Kind.MEMBER && visitor.organization().equals(service);
            add(visitor, method, path, member ? status : visitor.isProven() ? 403 : 401);
        }
    }

    /** The same for a card of each kind. */
    private void cards(String what, HttpMethod method, ToIntFunction<Parties> status) {
        Map<Parties, String> kinds = new HashMap<>();
        story.cards().forEach((card, parties) -> kinds.putIfAbsent(parties, card));
        kinds.forEach((parties, card) -> own(method, CARD.formatted(card) + what, status.applyAsInt(parties)));
    }

    private int toParty(Parties parties) {
        return secrets.isParty(service, parties) ? 200 : 404;
    }

    private void proposals() {
        for (Change change : story.samples()) {
            own(HttpMethod.GET, "/v1/proposals/" + change.id(), toParty(change.parties()));
        }
    }

    /** Doors for people of other organizations, too. What is not here is not found. */
    private void cited() {
        for (Change change : story.samples()) {
            String path = CITED.formatted(change.card(), change.id()) + CONTENT;
            visitors.forEach(visitor -> add(visitor, HttpMethod.GET, path, citation(change, visitor, true, 404)));
        }
    }

    /** What is not here is not confirmed. */
    private void referred() {
        for (Change change : story.samples()) {
            String path = REFERRED.formatted(change.card(), change.entry());
            for (Visitor visitor : visitors) {
                add(visitor, HttpMethod.GET, path + CONTENT, citation(change, visitor, true, 409));
                add(visitor, HttpMethod.GET, path + LEAVES, citation(change, visitor, false, 409));
            }
        }
    }

    private int citation(Change change, Visitor visitor, boolean content, int absent) {
        if (!visitor.isProven() || visitor.kind() == Kind.SCOPELESS) {
            return visitor.isProven() ? 403 : 401;
        }
        Parties parties = change.parties();
        if (!secrets.isParty(service, parties) || !secrets.isParty(visitor.organization(), parties)) {
            return 404;
        }
        if (!secrets.reads(service, change.section(), parties)) {
            return absent;
        }
        return content && !secrets.reads(visitor.organization(), change.section(), parties) ? 403 : 200;
    }

    private void add(Visitor visitor, HttpMethod method, String path, int status) {
        cells.add(new Cell(visitor, method, address + path, status));
    }
}
