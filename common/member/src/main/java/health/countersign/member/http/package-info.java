/** The HTTP doors that every organization's service has: submitting, reading cards and proposals, citations. */
package health.countersign.member.http;
