package health.countersign.member.store;

import health.countersign.domain.EndorsedChange;
import health.countersign.domain.LedgerPosition;

/**
 * A change on the ledger that stands.
 *
 * @param place its index in the batch
 */
public record CommittedChange(EndorsedChange evidence, LedgerPosition position, int place) {}
