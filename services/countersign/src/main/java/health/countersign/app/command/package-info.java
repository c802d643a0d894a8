/**
 * The commands, one class each: they read options, call what does the work, and say how it went. What goes wrong is a
 * {@link health.countersign.app.console.CommandFailure} with one of the codes in {@link
 * health.countersign.app.console.Exit}.
 */
package health.countersign.app.command;
