/** Measures how many changes a second a laptop's consortium confirms, and how fast, at HTTP and websocket. */
package health.countersign.app.bench;
