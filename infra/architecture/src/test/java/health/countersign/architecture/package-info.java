/**
 * Architecture tests over all modules.
 * Each rule says why it stands.
 * A rule over no classes fails.
 */
package health.countersign.architecture;
