package health.countersign.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

class InFlightTest {
    @Test
    void whoComesTooManyWaitsForTheFirstToLeave() {
        InFlight room = new InFlight(1);
        Future<Void> first = room.enter();
        Future<Void> second = room.enter();
        Future<Void> third = room.enter();

        assertThat(first.succeeded()).isTrue();
        assertThat(second.isComplete()).isFalse();

        room.leave();

        assertThat(second.succeeded()).isTrue();
        assertThat(third.isComplete()).isFalse();
    }
}
