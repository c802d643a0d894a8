package health.countersign.faults.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.bytebuddy.description.method.MethodDescription;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A point whose method was renamed would never be passed, and nobody would notice. */
class KillPointTest {
    @ParameterizedTest
    @EnumSource
    void isAPlaceThatThereIs(KillPoint point) throws Exception {
        Class<?> type = Class.forName(point.type(), false, getClass().getClassLoader());

        assertThat(Arrays.stream(type.getDeclaredMethods())
                        .map(MethodDescription.ForLoadedMethod::new)
                        .filter(point.methods()::matches))
                .isNotEmpty();
        assertThat(point.programs()).isNotEmpty();
    }
}
