package health.countersign.defects;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * One test of another module, run once inside a test of ours.
 *
 * @param tests how many ended, more than one where the test has parameters
 * @param failures why those that failed did
 */
record NestedRun(long tests, List<Throwable> failures) {
    private static final String HOME = "health.countersign.";
    /** Whoever listens to the run around this one must not take its failures for his. */
    private static final LauncherConfig ALONE = LauncherConfig.builder()
            .enableTestExecutionListenerAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .build();

    /** Runs a test that is named as {@code package.Class#method}, below our package. */
    static NestedRun of(String name) throws ClassNotFoundException {
        String[] place = name.split("#", 2);
        Class<?> type = Class.forName(HOME + place[0]);
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(type, method(type, place[1])))
                .build();
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create(ALONE).execute(request, listener);
        TestExecutionSummary summary = listener.getSummary();
        return new NestedRun(
                summary.getTestsSucceededCount() + summary.getTestsFailedCount(),
                summary.getFailures().stream()
                        .map(TestExecutionSummary.Failure::getException)
                        .toList());
    }

    /** A contract's tests stand in the class above. */
    private static Method method(Class<?> type, String name) {
        return Stream.<Class<?>>iterate(type, each -> each != Object.class, Class::getSuperclass)
                .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has no test " + name));
    }
}
