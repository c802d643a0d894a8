/**
 * How the program talks to people: lines, notes beside them, and progress that is a bar on a terminal and plain lines
 * elsewhere.
 */
package health.countersign.app.console;
