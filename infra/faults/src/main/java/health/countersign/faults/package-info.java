/** Faults on purpose: a consortium is driven, broken, healed and judged. */
package health.countersign.faults;
