package health.countersign.member.keys;

import health.countersign.ledger.SigningKey;

/**
 * The private keys that an organization's services use, one for each use. The recovery key is not among them: it is
 * kept offline.
 */
public record OrganizationKeys(SigningKey approval, SigningKey seal, WrappingKey wrapping) {}
