package health.countersign.faults.agent;

import static net.bytebuddy.matcher.ElementMatchers.named;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Timer;
import java.util.TimerTask;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;

/**
 * Loaded beside a program by {@code -javaagent:JAR=ORDER-FILE}: the program itself knows nothing of faults. Follows the
 * orders in that file, see {@link OrderFile}.
 */
public final class FaultAgent {
    private static final String CLOCK = "health.countersign.platform.operations.WallClock";
    private static final long LOOK_AGAIN_MILLIS = 50;

    private FaultAgent() {}

    /**
     * The JAR that programs are to be started with: the one that this class came from.
     *
     * @throws IllegalStateException if it did not come from a JAR
     */
    public static Path jar() {
        URL from = FaultAgent.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            Path jar = Path.of(from.toURI());
            if (!Files.isRegularFile(jar)) {
                throw new IllegalStateException("package infra/faults first: only a JAR can be loaded, not " + jar);
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(from + " is no place of a file", e);
        }
    }

    /** Called by the JVM before the program's own {@code main}. */
    public static void premain(String orderFile, Instrumentation instrumentation) {
        AgentBuilder agent = new AgentBuilder.Default()
                .disableClassFormatChanges()
                .type(named(CLOCK))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.withCustomMapping()
                        .with(new Advice.AssignReturned.Factory())
                        .to(ShiftClock.class)
                        .on(named("system"))));
        for (KillPoint point : KillPoint.values()) {
            agent = agent.type(named(point.type()))
                    .transform((builder, type, loader, module, domain) -> builder.visit(passage(point)));
        }
        agent.installOn(instrumentation);
        OrderFile orders = new OrderFile(Path.of(orderFile));
        new Timer("fault orders", true).schedule(new Follower(orders), 0, LOOK_AGAIN_MILLIS);
    }

    /** Looks for another order. */
    private static final class Follower extends TimerTask {
        private final OrderFile orders;
        private Order followed;

        Follower(OrderFile orders) {
            this.orders = orders;
        }

        @Override
        public void run() {
            Order order = orders.read();
            if (!order.equals(followed)) {
                Interference.follow(order);
                orders.follows(order);
                followed = order;
            }
        }
    }

    private static AsmVisitorWrapper passage(KillPoint point) {
        Class<?> advice = point.moment() == KillPoint.Moment.BEFORE ? PassBefore.class : PassAfter.class;
        return Advice.withCustomMapping()
                .bind(Point.class, point.name())
                .to(advice)
                .on(point.methods());
    }

    /** The name of a kill point, as a constant in the code that is woven in. */
    @Retention(RetentionPolicy.RUNTIME)
    private @interface Point {}

    /** Woven in where a method begins. */
    private static final class PassBefore {
        @Advice.OnMethodEnter
        static void pass(@Point String point) {
            Interference.pass(point);
        }
    }

    /** Woven in where a method returns. */
    private static final class PassAfter {
        @Advice.OnMethodExit
        static void pass(@Point String point) {
            Interference.pass(point);
        }
    }

    /** Woven in where the machine's clock is asked for. */
    private static final class ShiftClock {
        @Advice.OnMethodExit
        @Advice.AssignReturned.ToReturned
        static InstantSource shift(@Advice.Return InstantSource clock) {
            return Interference.shifted(clock);
        }
    }
}
