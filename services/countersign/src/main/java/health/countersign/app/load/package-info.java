/** Sends changes in an open loop to a running consortium and measures, at HTTP and websocket, what becomes of them. */
package health.countersign.app.load;
