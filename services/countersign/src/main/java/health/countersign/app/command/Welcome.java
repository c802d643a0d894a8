package health.countersign.app.command;

import health.countersign.app.consortium.Addresses;
import health.countersign.app.consortium.LocalTokens;
import health.countersign.app.consortium.RunningConsortium;
import health.countersign.app.consortium.Scopes;
import java.util.ArrayList;
import java.util.List;

/** Tells somebody who has just started a consortium how to talk to it; the lines can be pasted into a shell. */
final class Welcome {
    private Welcome() {}

    static List<String> lines(RunningConsortium consortium) {
        Addresses addresses = consortium.addresses();
        List<String> lines = new ArrayList<>();
        var first = addresses.services().entrySet().stream()
                .filter(service -> service.getKey().value().startsWith("hospital"))
                .findFirst()
                .orElseGet(() -> addresses.services().entrySet().iterator().next());
        String token = LocalTokens.of(consortium.files()).token(first.getKey(), "countersign-cli", Scopes.ALL);
        String stream = addresses.notification().toString().replaceFirst("^http", "ws") + "/v1/stream?types=committed";
        lines.add("");
        addresses.services().forEach((organization, uri) -> lines.add("  %-16s %s".formatted(organization, uri)));
        lines.add("  %-16s %s".formatted("ledger", addresses.ledger()));
        lines.add("  %-16s %s".formatted("kafka", addresses.kafka()));
        lines.add("  %-16s %s#token=%s".formatted("dashboard", addresses.notification() + "/", token));
        lines.add("");
        lines.add("A token for %s, good for ten minutes (then: countersign token %s --dir %s):"
                .formatted(first.getKey(), first.getKey(), consortium.files().directory()));
        lines.add("  " + token);
        lines.add("");
        lines.add("curl -H 'Authorization: Bearer %s' '%s/v1/cards'".formatted(token, first.getValue()));
        lines.add("wscat -H 'Authorization: Bearer %s' -c '%s'".formatted(token, stream));
        lines.add("websocat -H='Authorization: Bearer %s' '%s'".formatted(token, stream));
        lines.add("");
        return lines;
    }
}
