/** Talks to a running consortium as anybody does: over HTTP and websocket, with a token. */
package health.countersign.app.client;
