/**
 * The content of a change: its exact bytes, the commitment that binds them, the cipher that hides them, and the
 * citations that show a part of them.
 */
package health.countersign.member.content;
