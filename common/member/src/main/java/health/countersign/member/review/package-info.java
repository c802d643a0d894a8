/**
 * What an organization checks before it puts its name to a change: small pure rules over a proposed change and the
 * card as this organization may see it. A rule book orders the rules and says for each whether a finding refuses the
 * change or rides along as a remark. Nothing here reads a clock, a network or a database.
 */
package health.countersign.member.review;
