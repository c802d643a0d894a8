package health.countersign.app.bundle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Which nodes of a graph reach each other: its strongly connected components, by Tarjan's algorithm (1972), without
 * recursion, because references may go as deep as a bundle is long.
 */
final class Circles {
    private final List<Set<Integer>> edges;
    private final int[] order;
    private final int[] low;
    private final boolean[] open;
    private final Deque<Integer> path = new ArrayDeque<>();
    private final List<List<Integer>> found = new ArrayList<>();
    private int next = 1;

    private Circles(List<Set<Integer>> edges) {
        this.edges = edges;
        this.order = new int[edges.size()];
        this.low = new int[edges.size()];
        this.open = new boolean[edges.size()];
    }

    /** The components, each ascending; most have one node. Targets come before what points to them. */
    static List<List<Integer>> of(List<Set<Integer>> edges) {
        Circles circles = new Circles(edges);
        for (int node = 0; node < edges.size(); node++) {
            if (circles.order[node] == 0) {
                circles.walk(node);
            }
        }
        return circles.found;
    }

    private record Visit(int node, Deque<Integer> left) {}

    private void walk(int start) {
        Deque<Visit> visits = new ArrayDeque<>();
        visits.push(enter(start));
        while (!visits.isEmpty()) {
            Visit visit = visits.peek();
            Integer target = visit.left().poll();
            if (target == null) {
                visits.pop();
                leave(visit.node());
                if (!visits.isEmpty()) {
                    int parent = visits.peek().node();
                    low[parent] = Math.min(low[parent], low[visit.node()]);
                }
            } else if (order[target] == 0) {
                visits.push(enter(target));
            } else if (open[target]) {
                low[visit.node()] = Math.min(low[visit.node()], order[target]);
            }
        }
    }

    private Visit enter(int node) {
        order[node] = next;
        low[node] = next;
        next++;
        open[node] = true;
        path.push(node);
        return new Visit(node, new ArrayDeque<>(edges.get(node)));
    }

    private void leave(int node) {
        if (low[node] != order[node]) {
            return;
        }
        List<Integer> component = new ArrayList<>();
        int member;
        do {
            member = path.pop();
            open[member] = false;
            component.add(member);
        } while (member != node);
        component.sort(null);
        found.add(component);
    }
}
