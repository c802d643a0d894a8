package health.countersign.ledger;

import health.countersign.domain.OrganizationId;
import java.util.NavigableSet;
import java.util.Optional;

/**
 * What became of a draft and the seals for it.
 *
 * @param transaction the final transaction; nothing while the seals are not enough
 * @param sealedBy whose seals are in it
 * @param invalid who gave a seal that does not verify
 */
public record Assembly(
        Optional<Transaction> transaction,
        NavigableSet<OrganizationId> sealedBy,
        NavigableSet<OrganizationId> invalid) {}
