package health.countersign.member.answer;

import static health.countersign.member.Village.change;
import static health.countersign.member.Village.observation;
import static org.assertj.core.api.Assertions.assertThat;

import health.countersign.domain.Answer;
import health.countersign.domain.Answer.Approval;
import health.countersign.domain.Answer.Refusal;
import health.countersign.domain.Event.ProposalSubmitted;
import health.countersign.domain.Finding;
import health.countersign.domain.Header;
import health.countersign.domain.Proposal;
import health.countersign.member.Village;
import health.countersign.member.Village.House;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reviewer makes of a deadline, by the time at which the broker appended the proposal. */
class DeadlineReviewTest {
    @TempDir
    Path directory;

    private Village village;
    private ProposalSubmitted signed;

    @BeforeEach
    void sign() throws Exception {
        village = new Village(directory);
        signed = village.house("hospital-a").sign(change(village.openCard(), observation("o1", "final")));
    }

    @AfterEach
    void close() {
        village.close();
    }

    @Test
    void oneThatIsJustReachedIsApproved() {
        assertThat(answer(Village.NOW)).isInstanceOf(Approval.class);
    }

    @Test
    void oneThatHasPassedIsRefused() {
        assertRefused(Village.NOW.minusMillis(1), "deadline-passed");
    }

    @Test
    void oneThatLiesTooFarAheadIsRefused() {
        assertRefused(Village.NOW.plus(Duration.ofDays(31)), "deadline-too-far");
    }

    private void assertRefused(Instant deadline, String code) {
        assertThat(answer(deadline))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal -> assertThat(refusal.reasons())
                                .extracting(Finding::code)
                                .containsExactly(code));
    }

    /** What somebody says to it who does not read the content, which is bound to another deadline. */
    private Answer answer(Instant deadline) {
        House author = village.house("hospital-a");
        Header header = with(signed.proposal().header(), deadline);
        Proposal proposal = new Proposal(header, author.self().keys().approval().sign(Proposal.signedBytes(header)));
        return village.house("insurer")
                .take(new ProposalSubmitted(proposal, signed.ciphertext(), signed.wraps()))
                .orElseThrow();
    }

    private static Header with(Header header, Instant deadline) {
        return new Header(
                header.consortium(),
                header.card(),
                header.section(),
                header.author(),
                header.parties(),
                header.touches(),
                header.requires(),
                header.commitment(),
                header.content(),
                header.policy(),
                deadline,
                header.nonce());
    }
}
