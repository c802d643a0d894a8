package health.countersign.app.demo;

import health.countersign.app.client.Doors;
import health.countersign.domain.OrganizationId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks the organizations over HTTP whether what the stream told is so. */
final class Recheck {
    private static final int AT_ONCE = 32;

    private final Doors doors;
    private final List<OrganizationId> organizations;

    Recheck(Doors doors, List<OrganizationId> organizations) {
        this.doors = doors;
        this.organizations = List.copyOf(organizations);
    }

    /** What differs; each change is asked for at one organization, each organization is asked for some. */
    Future<List<String>> differences(List<Fate> fates) {
        ConcurrentLinkedQueue<Fate> waiting = new ConcurrentLinkedQueue<>(
                fates.stream().filter(fate -> !fate.change().isEmpty()).toList());
        List<String> differences = java.util.Collections.synchronizedList(new ArrayList<>());
        List<Future<Void>> workers = new ArrayList<>();
        for (int worker = 0; worker < AT_ONCE; worker++) {
            workers.add(work(waiting, organizations.get(worker % organizations.size()), differences));
        }
        return Future.all(workers).map(all -> List.copyOf(differences));
    }

    private Future<Void> work(ConcurrentLinkedQueue<Fate> waiting, OrganizationId asked, List<String> differences) {
        Fate fate = waiting.poll();
        if (fate == null) {
            return Future.succeededFuture();
        }
        return doors.retrying()
                .send(() -> doors.members().proposal(asked, fate.change()))
                .compose(reply -> {
                    String state = reply.isDone() ? reply.json().getString("state", "?") : reply.problem();
                    if (fate.isCommitted() != state.equals("committed")) {
                        differences.add("%s says of change %s: %s".formatted(asked, fate.change(), state));
                    }
                    return work(waiting, asked, differences);
                });
    }
}
