/**
 * The service of an insurer: owner of coverage, adjudication and explanations of benefit.
 * It checks claims against cited care and never reads the clinical notes.
 * It knows no other service; they meet only in the log.
 */
package health.countersign.insurance;
