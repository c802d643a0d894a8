/**
 * What an organization has of its own: who it is, with its keys and its consortium; where its work on the store is
 * done; and how waiting requests learn that something came. Everything else in this module stands on it.
 */
package health.countersign.member.own;
