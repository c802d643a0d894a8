package health.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule that nothing can break protects nothing: the classes under {@code broken} break each of them. */
class RulesCanFailTest {
    private static final JavaClasses BROKEN = new ClassFileImporter()
            .importPackages("health.countersign.domain.broken", "health.countersign.medical.broken");

    @ParameterizedTest
    @MethodSource("rules")
    void aClassThatBreaksTheRuleIsFound(ArchRule rule) {
        assertThat(rule.evaluate(BROKEN).hasViolation()).isTrue();
    }

    static Stream<ArchRule> rules() {
        return Stream.of(
                Rules.ARROWS,
                Rules.DOMAIN_IS_PURE,
                Rules.NO_CYCLES,
                Rules.KAFKA_CLIENT_STAYS,
                Rules.STREAMS_STAYS,
                Rules.BROKER_STAYS,
                Rules.BIGCHAINDB_STAYS,
                Rules.JDBC_STAYS,
                Rules.ONE_CLOCK,
                Rules.ONE_ENVIRONMENT,
                Rules.NO_SLEEP,
                Rules.NO_BLOCKING,
                Rules.NO_ABSTRACT_VERTICLE,
                Rules.NAMES_SAY_SOMETHING,
                Rules.LOGS_ARE_LOGS);
    }
}
