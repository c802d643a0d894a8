/**
 * The one program for a laptop and for an operator: up, demo, submit, card, history, watch, verify, keys and token.
 * It is the only module that knows all services and starts them in one JVM.
 * It talks to them through their public doors only.
 */
package health.countersign.app;
