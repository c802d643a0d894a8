/**
 * Streams the life of every change to those who are entitled to see it, by websocket and server-sent events, and
 * serves the dashboard.
 * Streams resume from a cursor without a silent gap.
 * It carries codes and pointers only, never content in clear.
 */
package health.countersign.notification;
