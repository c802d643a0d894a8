/**
 * The words of Countersign: cards, changes, proposals, answers, policies, batches, seals, events and the consortium
 * document. Everything here is a value or a pure function over values and depends on nothing but the JDK. Whoever
 * signs,
 * decides, seals or verifies does it by what stands here.
 */
package health.countersign.domain;
