package health.countersign.domain;

/** One organization's signature with its seal key over the ledger's message of a batch. */
public record Seal(BatchPosition batch, OrganizationId organization, Signature signature) {}
