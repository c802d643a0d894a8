/**
 * How an organization proposes changes: it works out what a change touches and requires, encrypts and signs it, keeps
 * the signed bytes, and appends exactly those to the log.
 */
package health.countersign.member.submit;
