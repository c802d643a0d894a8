package health.countersign.ledger;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One input without its fulfillment.
 *
 * @param ownersBefore public keys in base 58; what a stranger claims here, the ledger does not check
 * @param fulfills the output that it spends; nothing for a CREATE
 */
public record Input(List<String> ownersBefore, Optional<OutputReference> fulfills) {
    public Input {
        ownersBefore = List.copyOf(ownersBefore);
    }

    Map<String, Object> tree(String fulfillment) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("fulfillment", fulfillment);
        tree.put("fulfills", fulfills.map(OutputReference::tree).orElse(null));
        tree.put("owners_before", ownersBefore);
        return tree;
    }
}
