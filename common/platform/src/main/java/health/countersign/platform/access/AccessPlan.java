package health.countersign.platform.access;

import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import health.countersign.platform.access.Principal.Part;
import health.countersign.platform.log.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/**
 * The declared list of rights: everything that brokers let anyone do, but for themselves and the operator, whom they
 * refuse nothing. What is not on it is forbidden.
 *
 * <p>Rights are per topic: a member could append a record in another member's name. The signature in each record stops
 * that, not this list.
 *
 * @param application the validators' {@code streams.application}, with which their groups, transactional ids and
 *     internal topics begin
 */
public record AccessPlan(List<Grant> grants, String application) {
    /** What every name begins with that this list may say something about, besides the application. */
    static final String OURS = "countersign";

    /** Notification's own topics, one or more. */
    static final String SUBSCRIPTIONS = "countersign.subscriptions.";

    public AccessPlan {
        grants = grants.stream().sorted(Grant.ORDER).toList();
    }

    /** The rights of these principals; brokers and operators among them need none. */
    public static AccessPlan of(Collection<Principal> principals, String application) {
        return new AccessPlan(
                principals.stream()
                        .distinct()
                        .flatMap(principal -> grants(principal, application))
                        .toList(),
                application);
    }

    /** The principals of an organization that runs its own service, a validator and a notification service. */
    public static Stream<Principal> ofOrganization(String organization) {
        return Stream.of(Part.MEMBER, Part.VALIDATOR, Part.NOTIFICATION).map(part -> new Principal(organization, part));
    }

    /** Topics that this part reads. */
    public static Set<Topic> reads(Part part) {
        return switch (part) {
            case MEMBER -> EnumSet.of(Topic.PROPOSALS, Topic.ANSWERS, Topic.BATCHES, Topic.OUTCOMES);
            case VALIDATOR -> EnumSet.of(Topic.PROPOSALS, Topic.ANSWERS, Topic.BATCHES, Topic.SEALS, Topic.OUTCOMES);
            case NOTIFICATION ->
                EnumSet.of(
                        Topic.PROPOSALS,
                        Topic.ANSWERS,
                        Topic.BATCHES,
                        Topic.SEALS,
                        Topic.OUTCOMES,
                        Topic.SUBSCRIPTIONS);
            case OPERATOR, BROKER -> EnumSet.allOf(Topic.class);
        };
    }

    /** Topics that this part writes; what members write no validator writes, but for the dead letters. */
    public static Set<Topic> writes(Part part) {
        return switch (part) {
            case MEMBER -> EnumSet.of(Topic.PROPOSALS, Topic.ANSWERS, Topic.SEALS, Topic.DEAD_LETTERS);
            case VALIDATOR -> EnumSet.of(Topic.BATCHES, Topic.OUTCOMES, Topic.DEAD_LETTERS);
            case NOTIFICATION -> EnumSet.of(Topic.SUBSCRIPTIONS);
            case OPERATOR, BROKER -> EnumSet.allOf(Topic.class);
        };
    }

    /** The list for people: principal, kind, name (a star ends one that is a beginning), operations. */
    public List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("principal", "kind", "name", "may"));
        grants.forEach(grant -> rows.add(List.of(
                grant.principal().toString(),
                grant.resource().resourceType().name(),
                grant.resource().name() + (grant.resource().patternType() == PatternType.PREFIXED ? "*" : ""),
                grant.operationNames())));
        return rows;
    }

    /** As Kafka takes them. */
    public Set<AclBinding> bindings() {
        return grants.stream().flatMap(grant -> grant.bindings().stream()).collect(Collectors.toSet());
    }

    /** Whether what this resource is called is this list's affair. */
    boolean covers(String name) {
        return name.startsWith(OURS) || name.startsWith(application);
    }

    private static Stream<Grant> grants(Principal principal, String application) {
        return switch (principal.part()) {
            case MEMBER ->
                Stream.concat(
                        topics(principal),
                        Stream.of(Grant.beginning(
                                principal, ResourceType.GROUP, OURS + "." + principal.name() + ".", READ, DESCRIBE)));
            case VALIDATOR -> Stream.concat(topics(principal), streams(principal, application));
            case NOTIFICATION ->
                Stream.concat(
                        topics(principal),
                        Stream.of(
                                Grant.beginning(principal, ResourceType.TOPIC, SUBSCRIPTIONS, READ, WRITE, DESCRIBE)));
            case OPERATOR, BROKER -> Stream.of();
        };
    }

    /** Everybody may look whether all topics are as they must be: programs refuse to start where they are not. */
    private static Stream<Grant> topics(Principal principal) {
        Set<Topic> reads = reads(principal.part());
        Set<Topic> writes = writes(principal.part());
        return Stream.of(Topic.values()).map(topic -> {
            List<AclOperation> operations = new ArrayList<>(List.of(DESCRIBE, DESCRIBE_CONFIGS));
            if (reads.contains(topic)) {
                operations.add(READ);
            }
            if (writes.contains(topic)) {
                operations.add(WRITE);
            }
            return Grant.exactly(principal, ResourceType.TOPIC, topic.wire(), operations.toArray(AclOperation[]::new));
        });
    }

    /** Kafka Streams names its groups, transactions and changelogs after its application, and makes the latter. */
    private static Stream<Grant> streams(Principal principal, String application) {
        String beginning = application + "-";
        return Stream.of(
                Grant.exactly(principal, ResourceType.GROUP, application, READ, DESCRIBE),
                Grant.beginning(principal, ResourceType.GROUP, beginning, READ, DESCRIBE),
                Grant.beginning(principal, ResourceType.TRANSACTIONAL_ID, beginning, WRITE, DESCRIBE),
                Grant.beginning(
                        principal, ResourceType.TOPIC, beginning, CREATE, READ, WRITE, DESCRIBE, DESCRIBE_CONFIGS));
    }
}
