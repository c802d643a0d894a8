package health.countersign.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;

@AnalyzeClasses(packages = "health.countersign", importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule arrowsPointAtTheWords = Rules.ARROWS;

    @ArchTest
    static final ArchRule theDomainKnowsJavaOnly = Rules.DOMAIN_IS_PURE;

    @ArchTest
    static final ArchRule strictJsonKnowsItsTokenizerOnly = Rules.JSON_IS_SMALL;

    @ArchTest
    static final ArchRule packagesHaveNoCycles = Rules.NO_CYCLES;

    @ArchTest
    static final ArchRule kafkaClientsStayInThePlatform = Rules.KAFKA_CLIENT_STAYS;

    @ArchTest
    static final ArchRule streamsStayInTheValidator = Rules.STREAMS_STAYS;

    @ArchTest
    static final ArchRule theBrokerStaysEmbedded = Rules.BROKER_STAYS;

    @ArchTest
    static final ArchRule bigchaindbStaysInTheLedger = Rules.BIGCHAINDB_STAYS;

    @ArchTest
    static final ArchRule tablesStayInTheMember = Rules.JDBC_STAYS;

    @ArchTest
    static final ArchRule thereIsOneClock = Rules.ONE_CLOCK;

    @ArchTest
    static final ArchRule thereIsOneReaderOfTheEnvironment = Rules.ONE_ENVIRONMENT;

    @ArchTest
    static final ArchRule nobodySleeps = Rules.NO_SLEEP;

    @ArchTest
    static final ArchRule nobodyBlocksOnAFuture = Rules.NO_BLOCKING;

    @ArchTest
    static final ArchRule verticlesStartWithAFuture = Rules.NO_ABSTRACT_VERTICLE;

    @ArchTest
    static final ArchRule namesSaySomething = Rules.NAMES_SAY_SOMETHING;

    @ArchTest
    static final ArchRule logsGoToTheLog = Rules.LOGS_ARE_LOGS;

    @ArchTest
    static void everyModuleThatHasClassesIsLookedAt(JavaClasses seen) throws IOException {
        assertThat(Modules.withClasses())
                .isNotEmpty()
                .allSatisfy(module -> assertThat(seen)
                        .filteredOn(type -> !type.getSimpleName().equals("package-info"))
                        .extracting(JavaClass::getName)
                        .anyMatch(name -> name.startsWith(Modules.packageOf(module) + ".")));
    }

    /** ArchUnit's own option of that name does not know the output directory of the quick profile. */
    static final class WithoutTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }
}
