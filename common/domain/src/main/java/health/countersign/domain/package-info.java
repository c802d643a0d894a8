/**
 * The words of Countersign as records and sealed types: cards, changes, proposals, answers, policies, decisions,
 * batches and events.
 * Everything here is a value or a pure function of values; the same input gives the same bytes and the same verdict on
 * every machine.
 * It depends on {@code java.*} only, and everything else depends on it.
 */
package health.countersign.domain;
