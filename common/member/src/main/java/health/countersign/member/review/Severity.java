package health.countersign.member.review;

/** What a finding of a rule does to the answer. */
public enum Severity {
    /** The organization refuses the change and names the finding. */
    REFUSE,
    /** The organization approves; the finding rides with its approval. */
    REMARK
}
