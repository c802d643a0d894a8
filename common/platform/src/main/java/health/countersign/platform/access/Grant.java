package health.countersign.platform.access;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What one principal may do with one topic, group or transactional id, or with all whose names begin alike. */
public record Grant(Principal principal, ResourcePattern resource, Set<AclOperation> operations) {
    static final Comparator<Grant> ORDER = Comparator.comparing(Grant::principal)
            .thenComparing(grant -> grant.resource().resourceType())
            .thenComparing(grant -> grant.resource().name());

    public Grant {
        operations = Set.copyOf(operations);
    }

    static Grant exactly(Principal principal, ResourceType type, String name, AclOperation... operations) {
        return new Grant(principal, new ResourcePattern(type, name, PatternType.LITERAL), Set.of(operations));
    }

    static Grant beginning(Principal principal, ResourceType type, String name, AclOperation... operations) {
        return new Grant(principal, new ResourcePattern(type, name, PatternType.PREFIXED), Set.of(operations));
    }

    /** As Kafka takes them; from any address, since the certificate says who it is. */
    Set<AclBinding> bindings() {
        return operations.stream()
                .map(operation -> new AclBinding(
                        resource, new AccessControlEntry(principal.kafka(), "*", operation, AclPermissionType.ALLOW)))
                .collect(Collectors.toSet());
    }

    /** Operations in Kafka's order, with blanks. */
    String operationNames() {
        return new TreeSet<>(operations).stream().map(AclOperation::name).collect(Collectors.joining(" "));
    }
}
