package health.countersign.platform.http;

/**
 * One thing in a request that breaks a rule.
 *
 * @param pointer JSON pointer (RFC 6901) into the body; empty for the body as a whole
 * @param rule code of the rule
 */
public record Violation(String pointer, String rule) {}
