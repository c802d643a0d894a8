/**
 * How an organization answers the proposals of others: it checks what the header shows, reads what it may, asks its
 * rules, and signs what it found.
 */
package health.countersign.member.answer;
