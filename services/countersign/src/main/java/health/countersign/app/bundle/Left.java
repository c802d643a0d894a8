package health.countersign.app.bundle;

/** An entry that is not sent, and why. */
public record Left(String file, int position, String type, Reason reason) {
    /** Why an entry is not sent. */
    public enum Reason {
        /** No section holds its FHIR type. */
        UNSUPPORTED_TYPE("its type is not supported"),
        /** It has no usable id, or is no resource. */
        MALFORMED("it is no resource with a type and an id"),
        /** It belongs to nobody whose Patient is in the files. */
        NO_PATIENT("it belongs to no patient of these bundles"),
        /** It says what another entry of the same name, which is sent, says already. */
        REPEATED("it repeats an entry that is sent"),
        /** It refers to an entry of its bundle that is left out itself. */
        NEEDS_LEFT("it refers to an entry that is left out"),
        /** It refers, within its card, to what is not in the files. */
        DANGLING("it refers to what is not in these bundles"),
        /** Entries of different sections refer to each other in a circle: no change can hold them all. */
        CIRCLE("it is in a circle of references across sections");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** For people. */
        public String text() {
            return text;
        }
    }
}
