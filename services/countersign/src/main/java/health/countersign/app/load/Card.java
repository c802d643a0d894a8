package health.countersign.app.load;

import health.countersign.domain.OrganizationId;

/** A card, its patient and who writes on it. */
record Card(String id, String patient, OrganizationId author) {}
