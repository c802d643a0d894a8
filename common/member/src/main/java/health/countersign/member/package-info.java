/**
 * What every organization runs: it submits changes, reviews those of others, seals batches and keeps its own verified
 * view of the cards.
 * The medical, billing and insurance services are made of it and add only their sections and rules.
 * Keys and clear content of an organization never leave this module except to those who may read them.
 */
package health.countersign.member;
