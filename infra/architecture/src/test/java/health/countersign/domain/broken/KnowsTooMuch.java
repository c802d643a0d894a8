package health.countersign.domain.broken;

import health.countersign.medical.broken.BreaksRules;

/** A word that knows a service, which knows it. */
public final class KnowsTooMuch {
    BreaksRules service;
}
