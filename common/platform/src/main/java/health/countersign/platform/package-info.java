/**
 * The plumbing that every service shares: launcher, settings, event log on Kafka, event codec, HTTP problems,
 * authentication, health, metrics and logs.
 * It decides nothing about cards; it carries facts from one place to another without losing or reordering them.
 * Kafka's client types stay inside this module.
 */
package health.countersign.platform;
