package health.countersign.faults.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFileTest {
    @TempDir
    Path directory;

    @Test
    void anOrderArrivesAsItWasGiven() {
        OrderFile orders = new OrderFile(directory.resolve("clinic.order"));
        for (Order order : List.of(Order.haltAt(KillPoint.AFTER_POST, 3), Order.shiftClock(-7_200_000), Order.NONE)) {
            orders.give(order);

            assertThat(new OrderFile(orders.path()).read()).isEqualTo(order);
        }
    }

    @Test
    void itIsKnownWhetherTheLastOrderIsFollowed() {
        OrderFile orders = new OrderFile(directory.resolve("clinic.order"));
        orders.give(Order.shiftClock(1));
        assertThat(orders.isFollowed()).isFalse();

        orders.follows(Order.shiftClock(1));
        assertThat(orders.isFollowed()).isTrue();

        orders.give(Order.NONE);
        assertThat(orders.isFollowed()).isFalse();
    }
}
