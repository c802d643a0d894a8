package health.countersign.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.vertx.core.AbstractVerticle;
import java.time.Clock;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** What must hold between the modules, each rule with its reason. */
final class Rules {
    private static final String HOME = "health.countersign.";
    private static final Set<String> COMMON = Set.of("domain", "json", "platform", "ledger");

    static final ArchRule ARROWS = arrows();

    static final ArchRule DOMAIN_IS_PURE = classes()
            .that()
            .resideInAPackage(in("domain"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.crypto..", in("domain"))
            .because("a decision must be the same on every machine, whatever libraries run there");

    static final ArchRule JSON_IS_SMALL = classes()
            .that()
            .resideInAPackage(in("json"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "com.fasterxml.jackson.core..", in("json"))
            .because("strict parsing guards every door, so it must be possible to read all of it");

    static final ArchRule NO_CYCLES = slices().matching(HOME + "(**)")
            .should()
            .beFreeOfCycles()
            .because("packages that need each other are one package that pretends");

    static final ArchRule KAFKA_CLIENT_STAYS = only(
            Set.of("platform", "validator", "embedded", "kafka", "app", "faults"),
            "org.apache.kafka.clients..",
            "io.vertx.kafka..",
            "services see an event log, not Kafka: what a topic guarantees is written down once, in platform");

    static final ArchRule STREAMS_STAYS = only(
            Set.of("validator"),
            "org.apache.kafka.streams..",
            "org.rocksdb.RocksDBConfigSetter..",
            "only the validator needs state that is exactly as old as its input");

    static final ArchRule BROKER_STAYS = only(
            Set.of("embedded", "kafka"),
            "kafka..",
            "org.apache.kafka.(metadata|server|raft|storage)..",
            "on many machines the broker is somebody else's process, so nothing may lean on having it in ours");

    static final ArchRule BIGCHAINDB_STAYS = only(
            Set.of("ledger"),
            "com.bigchaindb..",
            "net.i2p.crypto..",
            "the driver is old and lenient: it is wrapped once, strictly, and the rest knows a Ledger");

    static final ArchRule JDBC_STAYS = only(
            Set.of("member"),
            "java.sql..",
            "org.jdbi..",
            "a view can be rebuilt from the ledger, so only what rebuilds it may touch its tables");

    static final ArchRule ONE_CLOCK = noClasses()
            .that(areOutside("platform"))
            .and(areNoMain())
            .should()
            .accessTargetWhere(calls("reads the clock", Rules::readsTheClock))
            .because("only deadlines may depend on time, and a test must be able to say what time it is");

    static final ArchRule ONE_ENVIRONMENT = noClasses()
            .that(areOutside("platform", "processes"))
            .and(areNoMain())
            .should()
            .accessTargetWhere(calls("reads the environment", call -> is(call, System.class, "getenv")))
            .because("settings are read, checked and printed in one place, all errors at once");

    static final ArchRule NO_SLEEP = noClasses()
            .should()
            .accessTargetWhere(calls("sleeps", call -> is(call, Thread.class, "sleep")))
            .because("who sleeps guesses; wait for the condition itself or set a timer");

    static final ArchRule NO_BLOCKING = noClasses()
            .that(areOutside("app", "faults", "embedded", "processes", "bigchaindb", "kafka", "postgres"))
            .and(areNoMain())
            .and(doNotRunOnKafkasThread())
            .should()
            .accessTargetWhere(calls("waits for a future", Rules::blocks))
            .because("a blocked event loop stops every card of an organization, not only the one that waits");

    static final ArchRule NO_ABSTRACT_VERTICLE = noClasses()
            .should()
            .beAssignableTo(AbstractVerticle.class)
            .because("VerticleBase starts with a future, AbstractVerticle with a promise that one forgets");

    static final ArchRule NAMES_SAY_SOMETHING = noClasses()
            .should()
            .haveNameMatching(".*[a-z](Impl|Utils?|Helper|Manager|DTO|Dto)(\\$.*)?")
            .orShould()
            .haveNameMatching(".*[.$](Abstract[A-Z].*|Service|Handler)")
            .because("such a name says that something is there, not what it is");

    static final ArchRule LOGS_ARE_LOGS = noClasses()
            .that(areOutside("app"))
            .and(areNoMain())
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("what services say is structured and free of patient data; only the program talks to people");

    private Rules() {}

    private static ArchRule arrows() {
        LayeredArchitecture layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String module : Set.of("domain", "json", "ledger", "platform", "member", "medical", "billing")) {
            layers = layers.optionalLayer(module).definedBy(in(module));
        }
        for (String module : Set.of("insurance", "validator", "notification", "embedded", "kafka", "app", "faults")) {
            layers = layers.optionalLayer(module).definedBy(in(module));
        }
        String[] common = COMMON.toArray(String[]::new);
        String[] member = {"domain", "json", "platform", "ledger", "member"};
        return layers.whereLayer("domain")
                .mayNotAccessAnyLayer()
                .whereLayer("json")
                .mayNotAccessAnyLayer()
                .whereLayer("ledger")
                .mayOnlyAccessLayers("domain", "json")
                .whereLayer("platform")
                .mayOnlyAccessLayers("domain", "json")
                .whereLayer("member")
                .mayOnlyAccessLayers(common)
                .whereLayer("medical")
                .mayOnlyAccessLayers(member)
                .whereLayer("billing")
                .mayOnlyAccessLayers(member)
                .whereLayer("insurance")
                .mayOnlyAccessLayers(member)
                .whereLayer("validator")
                .mayOnlyAccessLayers(common)
                .whereLayer("notification")
                .mayOnlyAccessLayers(common)
                .whereLayer("embedded")
                .mayOnlyAccessLayers("domain", "json", "ledger")
                .whereLayer("kafka")
                .mayOnlyAccessLayers("domain", "json", "platform")
                .because("services meet only in the log, and one who reads a module must not have to read its users");
    }

    /** Types of the two package patterns are used in these modules only. */
    private static ArchRule only(Set<String> modules, String types, String moreTypes, String reason) {
        return noClasses()
                .that(areOutside(modules.toArray(String[]::new)))
                .should()
                .dependOnClassesThat(resideInAnyPackage(types, moreTypes))
                .because(reason);
    }

    private static boolean readsTheClock(JavaAccess<?> call) {
        String owner = call.getTargetOwner().getPackageName();
        boolean now = owner.equals("java.time")
                && call.getTarget().getName().equals("now")
                && call.getTarget().getFullName().endsWith("now()");
        return now
                || is(call, System.class, "currentTimeMillis")
                || is(call, Clock.class, "systemUTC")
                || is(call, Clock.class, "systemDefaultZone");
    }

    private static boolean blocks(JavaAccess<?> call) {
        String name = call.getTarget().getName();
        boolean future = call.getTargetOwner().isAssignableTo(Future.class);
        boolean vertx = call.getTargetOwner().isAssignableTo(io.vertx.core.Future.class);
        return (future && (name.equals("get") || name.equals("join"))) || (vertx && name.equals("await"));
    }

    private static boolean is(JavaAccess<?> call, Class<?> owner, String method) {
        return call.getTargetOwner().isEquivalentTo(owner)
                && call.getTarget().getName().equals(method);
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String what, Predicate<JavaAccess<?>> test) {
        return describe(what, test);
    }

    private static DescribedPredicate<JavaClass> areOutside(String... modules) {
        String[] packages = Arrays.stream(modules).map(Rules::in).toArray(String[]::new);
        return DescribedPredicate.not(resideInAnyPackage(packages)).as("are outside of %s", String.join(", ", modules));
    }

    private static DescribedPredicate<JavaClass> areNoMain() {
        Set<String> ofMains = Set.of(HOME + "embedded.Program");
        return describe(
                "are no main", type -> !type.getSimpleName().endsWith("Main") && !ofMains.contains(type.getName()));
    }

    /** A rebalance listener must have ended its work when it returns: that is how Kafka asks. */
    private static DescribedPredicate<JavaClass> doNotRunOnKafkasThread() {
        Set<String> listeners = Set.of(HOME + "platform.log.EventConsumer$Handover");
        return describe("do not run on Kafka's thread", type -> !listeners.contains(type.getName()));
    }

    private static String in(String module) {
        return HOME + module + "..";
    }
}
