/**
 * The demo: starts everything, sends whole patients through the organizations that own their entries, attacks, verifies
 * in a fresh process, and says what became of everything. {@code DemoRun} reads from top to bottom.
 */
package health.countersign.app.demo;
