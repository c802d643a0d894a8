package health.countersign.faults.world;

import health.countersign.bigchaindb.BigchainDbNode;
import java.time.Duration;

/** One of several real ledger nodes. */
record LedgerVictim(BigchainDbNode node) implements Victim {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Override
    public String name() {
        return node.toString();
    }

    @Override
    public void kill() {
        node.kill();
    }

    @Override
    public void restart() {
        node.start();
    }

    @Override
    public void awaitReady() {
        node.awaitReady(PATIENCE);
    }

    @Override
    public void pause() {
        node.pause();
    }

    @Override
    public void resume() {
        node.resume();
    }
}
