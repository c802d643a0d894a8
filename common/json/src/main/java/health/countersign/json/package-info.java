/**
 * Reads JSON strictly into the tree that the domain signs and checks.
 * What two readers could understand differently (duplicate names, floats, numbers beyond 64 bits, excessive depth or
 * size) is refused.
 * It knows nothing of Countersign's words.
 */
package health.countersign.json;
