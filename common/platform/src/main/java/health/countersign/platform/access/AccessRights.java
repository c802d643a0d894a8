package health.countersign.platform.access;

import health.countersign.platform.log.KafkaSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

/** Brings the rights that brokers know in line with the declared list. */
public final class AccessRights {
    /**
     * How brokers and list differ.
     *
     * @param missing on the list only
     * @param surplus said about our names by the brokers only
     * @param beyond rights whose names are not ours but reach ours, as those on {@code *} do: the operator's to judge
     */
    public record Difference(Set<AclBinding> missing, Set<AclBinding> surplus, Set<AclBinding> beyond) {
        public Difference {
            missing = Set.copyOf(missing);
            surplus = Set.copyOf(surplus);
            beyond = Set.copyOf(beyond);
        }

        static Difference of(AccessPlan plan, Collection<AclBinding> known) {
            Set<AclBinding> missing = new HashSet<>(plan.bindings());
            known.forEach(missing::remove);
            Set<AclBinding> surplus = known.stream()
                    .filter(binding -> plan.covers(binding.pattern().name()))
                    .collect(Collectors.toSet());
            surplus.removeAll(plan.bindings());
            Set<AclBinding> beyond = known.stream()
                    .filter(binding -> reachesOurs(binding.pattern(), plan))
                    .collect(Collectors.toSet());
            return new Difference(missing, surplus, beyond);
        }

        private static boolean reachesOurs(ResourcePattern pattern, AccessPlan plan) {
            String name = pattern.name();
            boolean beginsOurs = pattern.patternType() == PatternType.PREFIXED
                    && (AccessPlan.OURS.startsWith(name) || plan.application().startsWith(name));
            return (beginsOurs || name.equals(ResourcePattern.WILDCARD_RESOURCE)) && !plan.covers(name);
        }

        /** Whether there is nothing to do. */
        public boolean isNone() {
            return missing.isEmpty() && surplus.isEmpty();
        }
    }

    private final Admin admin;
    private final Context context;
    private final AccessPlan plan;

    private AccessRights(Admin admin, Context context, AccessPlan plan) {
        this.admin = admin;
        this.context = context;
        this.plan = plan;
    }

    /** How the brokers' rights differ from the list; changes nothing. Only an operator may ask. */
    public static Future<Difference> compare(Vertx vertx, KafkaSettings operator, AccessPlan plan) {
        return with(vertx, operator, plan, AccessRights::difference);
    }

    /**
     * Adds what is missing, then removes what is said about our names and not on the list. Doing it again does nothing.
     *
     * @return what differed before
     */
    public static Future<Difference> apply(Vertx vertx, KafkaSettings operator, AccessPlan plan) {
        return with(
                vertx,
                operator,
                plan,
                rights -> rights.difference()
                        .compose(difference -> rights.add(difference)
                                .compose(v -> rights.remove(difference))
                                .map(difference)));
    }

    private static Future<Difference> with(
            Vertx vertx, KafkaSettings operator, AccessPlan plan, Function<AccessRights, Future<Difference>> work) {
        Context context = vertx.getOrCreateContext();
        return vertx.executeBlocking(() -> Admin.create(operator.common()))
                .compose(admin -> work.apply(new AccessRights(admin, context, plan))
                        .eventually(() -> vertx.executeBlocking(() -> {
                            admin.close();
                            return null;
                        })));
    }

    private Future<Difference> difference() {
        return future(admin.describeAcls(AclBindingFilter.ANY).values()).map(known -> Difference.of(plan, known));
    }

    private Future<Void> add(Difference difference) {
        return difference.missing().isEmpty()
                ? Future.succeededFuture()
                : future(admin.createAcls(difference.missing()).all());
    }

    private Future<Void> remove(Difference difference) {
        List<AclBindingFilter> filters =
                difference.surplus().stream().map(AclBinding::toFilter).toList();
        return filters.isEmpty()
                ? Future.succeededFuture()
                : future(admin.deleteAcls(filters).all()).mapEmpty();
    }

    private <T> Future<T> future(KafkaFuture<T> future) {
        return Future.fromCompletionStage(future.toCompletionStage(), context);
    }
}
