package health.countersign.domain;

import java.util.List;
import java.util.Map;

/** Why a proposal was rejected, with the evidence that lets everybody recompute it. */
public sealed interface Rejection {
    /** Stable code, also shown to people. */
    String code();

    Map<String, Object> tree();

    /** The quorum can no longer be reached: these organizations refused. */
    record Refused(List<OrganizationId> refusing) implements Rejection {
        public Refused {
            refusing = List.copyOf(refusing);
        }

        @Override
        public String code() {
            return "refused";
        }

        @Override
        public Map<String, Object> tree() {
            return Trees.object("code", code(), "refusing", Trees.list(refusing, OrganizationId::value));
        }
    }

    /** Another change of the same base was committed first. */
    record Stale(ChangeId winner) implements Rejection {
        @Override
        public String code() {
            return "stale";
        }

        @Override
        public Map<String, Object> tree() {
            return Trees.object("code", code(), "winner", winner.hex());
        }
    }

    /** A change that this one requires was rejected or expired. */
    record RequirementRejected(ChangeId requirement) implements Rejection {
        @Override
        public String code() {
            return "requirement-rejected";
        }

        @Override
        public Map<String, Object> tree() {
            return Trees.object("code", code(), "requirement", requirement.hex());
        }
    }

    /** Enough organizations objected to sealing it, for this broken condition. */
    record Unsealable(BatchCondition condition, List<OrganizationId> objecting) implements Rejection {
        public Unsealable {
            objecting = List.copyOf(objecting);
        }

        @Override
        public String code() {
            return "unsealable";
        }

        @Override
        public Map<String, Object> tree() {
            return Trees.object(
                    "code", code(),
                    "condition", condition.wire(),
                    "objecting", Trees.list(objecting, OrganizationId::value));
        }
    }

    /** Reads a rejection strictly. */
    static Rejection of(Object tree) {
        Fields fields = Fields.of(tree);
        Rejection rejection =
                switch (fields.string("code")) {
                    case "refused" -> new Refused(fields.list("refusing", item -> new OrganizationId((String) item)));
                    case "stale" -> new Stale(fields.value("winner", ChangeId::new));
                    case "requirement-rejected" -> new RequirementRejected(fields.value("requirement", ChangeId::new));
                    case "unsealable" ->
                        new Unsealable(
                                fields.value("condition", BatchCondition::of),
                                fields.list("objecting", item -> new OrganizationId((String) item)));
                    default -> throw fields.malformed("code", "unknown rejection");
                };
        fields.end();
        return rejection;
    }
}
