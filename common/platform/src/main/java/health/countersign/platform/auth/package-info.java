/** Callers from tokens: pinned issuers, their keys, and an issuer for one machine. */
package health.countersign.platform.auth;
