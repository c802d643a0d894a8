package health.countersign.validator;

import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.ChangeId;
import health.countersign.domain.Proposal;
import health.countersign.ledger.LaneVerdict;
import health.countersign.ledger.Verifier;
import java.util.ArrayList;
import java.util.List;

/** What the ledger itself says at the end. */
final class Verdicts {
    private Verdicts() {}

    /** Every lane stands, and holds each of these changes exactly once and no other. */
    static void assertEachOnceOnTheLedger(Stage stage, List<Proposal> proposals) {
        Verifier verifier = new Verifier(stage.members.consortium(), Members.ED25519);
        List<ChangeId> held = new ArrayList<>();
        for (int lane = 0; lane < stage.members.document().lanes(); lane++) {
            LaneVerdict verdict = verifier.judgeLane(lane, stage.chain(lane));
            assertThat(verdict.stands()).isTrue();
            verdict.transactions()
                    .forEach(tx -> tx.changes()
                            .forEach(change -> held.add(change.change().id())));
        }
        assertThat(held)
                .containsExactlyInAnyOrderElementsOf(
                        proposals.stream().map(Proposal::id).toList());
    }
}
