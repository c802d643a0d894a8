package health.countersign.ledger;

/** Why the ledger did not do what was asked, by what the caller may do next. */
public abstract sealed class LedgerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    /** The transaction will never be taken: never send it again. */
    public static final class LedgerRefused extends LedgerException {
        private static final long serialVersionUID = 1L;

        private final String fault;

        public LedgerRefused(String fault, String sentence) {
            super(sentence, null);
            this.fault = fault;
        }

        /** The ledger's class of fault, such as {@code InvalidSignature}. */
        public String fault() {
            return fault;
        }
    }

    /** It may have happened or not: look it up, then send the same bytes again. */
    public static final class LedgerUnknown extends LedgerException {
        private static final long serialVersionUID = 1L;

        public LedgerUnknown(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }

    /** No node heard of it: safe to try again. */
    public static final class LedgerUnavailable extends LedgerException {
        private static final long serialVersionUID = 1L;

        public LedgerUnavailable(String sentence, Throwable cause) {
            super(sentence, cause);
        }
    }
}
