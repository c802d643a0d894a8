package health.countersign.faults.world;

import health.countersign.app.cluster.ProgramProcess;

/** What can be taken away for a while. Methods block. */
interface Victim {
    String name();

    /** As a power failure would. */
    void kill();

    /** Starts it again; returns at once. */
    void restart();

    /** Waits until it serves as it did before. */
    void awaitReady();

    /** Stops its time: it keeps its connections and answers nobody. */
    void pause();

    /** Lets it go on after {@link #pause}. */
    void resume();

    static Victim of(ProgramProcess program) {
        return new Victim() {
            @Override
            public String name() {
                return program.name();
            }

            @Override
            public void kill() {
                program.process().kill();
            }

            @Override
            public void restart() {
                program.restart();
            }

            @Override
            public void awaitReady() {
                program.awaitReady();
            }

            @Override
            public void pause() {
                program.process().pause();
            }

            @Override
            public void resume() {
                program.process().resume();
            }
        };
    }
}
