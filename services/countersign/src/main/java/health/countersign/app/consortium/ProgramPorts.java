package health.countersign.app.consortium;

import health.countersign.processes.FreePorts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The ports of the programs of a consortium on one machine. */
public interface ProgramPorts {
    /** The port of the first organization's service, if nobody says otherwise. */
    int USUAL = 8081;

    /**
     * Where a program serves people; validators serve nobody.
     *
     * @param organization place in the consortium document, from 0
     */
    int api(ProgramKind kind, int organization);

    /** Where a program serves its operator. */
    int management(ProgramKind kind, int organization);

    /** Where the broker (0) and the ledger node (1) of one machine serve their operator. */
    int sharedManagement(int part);

    /**
     * Each kind of program has a hundred ports of its own, and the n-th organization the n-th of them.
     *
     * @param base of the first organization's service
     * @throws IllegalArgumentException if there are not enough ports above it
     */
    static ProgramPorts from(int base) {
        int kind = 100;
        int management = 1_000;
        int last = base + management + (ProgramKind.values().length + 1) * kind;
        if (base < 1 || last > 65_535) {
            throw new IllegalArgumentException("the first port must be between 1 and " + (65_535 - last + base));
        }
        return new ProgramPorts() {
            @Override
            public int api(ProgramKind program, int organization) {
                return base + program.block() * kind + organization;
            }

            @Override
            public int management(ProgramKind program, int organization) {
                return api(program, organization) + management;
            }

            @Override
            public int sharedManagement(int part) {
                return base + management + ProgramKind.values().length * kind + part;
            }
        };
    }

    /** Any ports that are free now; asked again it says the same. */
    static ProgramPorts free() {
        Map<String, Integer> taken = new ConcurrentHashMap<>();
        return new ProgramPorts() {
            @Override
            public int api(ProgramKind program, int organization) {
                return port(program + " " + organization);
            }

            @Override
            public int management(ProgramKind program, int organization) {
                return port(program + " " + organization + " management");
            }

            @Override
            public int sharedManagement(int part) {
                return port("shared " + part);
            }

            private int port(String use) {
                return taken.computeIfAbsent(use, first -> FreePorts.take(1).get(0));
            }
        };
    }
}
