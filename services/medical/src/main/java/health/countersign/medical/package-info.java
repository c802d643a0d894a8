/**
 * The service of a clinical organization: owner of the identity, medical and consent sections.
 * It adds clinical review rules and routes to what every member runs.
 * It knows no other service; they meet only in the log.
 */
package health.countersign.medical;
