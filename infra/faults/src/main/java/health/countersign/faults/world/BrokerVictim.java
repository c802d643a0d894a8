package health.countersign.faults.world;

import health.countersign.kafka.KafkaCluster;
import java.time.Duration;

/** One of several brokers: as it was before, it has a copy of everything again. */
record BrokerVictim(KafkaCluster cluster, int broker) implements Victim {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Override
    public String name() {
        return "broker " + broker;
    }

    @Override
    public void kill() {
        cluster.kill(broker);
    }

    @Override
    public void restart() {
        cluster.restart(broker);
    }

    @Override
    public void awaitReady() {
        cluster.awaitServing(PATIENCE);
        cluster.awaitInSync(PATIENCE);
    }

    @Override
    public void pause() {
        cluster.pause(broker);
    }

    @Override
    public void resume() {
        cluster.resume(broker);
    }
}
