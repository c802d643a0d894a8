package health.countersign.defects;

/** The bugs that are planted: what each does wrong, where, how, and the test that must catch it. */
enum Defect {
    SKIP_WRITE_AHEAD(
            "an assembled transaction is not remembered: after a crash another one is assembled for the same head",
            "validator.lane.Flight#assembled(Assembled)",
            Spoilt.DoesNothing.class,
            "validator.lane.BatchInFlightTest#enoughSealsAssembleOnceAndNothingIsDraftedBeforeTheLedgerSpoke"),
    ACCEPT_A_KEY_TWICE(
            "an Idempotency-Key is not remembered: the same request is taken again",
            "member.store.IdempotentAnswers#add(Key, Given, long, long)",
            Spoilt.DoesNothing.class,
            "member.store.SqliteStoreTest#anAnswerUnderAKeyIsKeptOnceAndForgottenWithTime"),
    DROP_DEDUPE(
            "nobody looks whether an organization has answered a change before",
            "validator.lane.OpenChange#answerOf(OrganizationId)",
            Spoilt.FindsNothing.class,
            "validator.lane.LaneBookTest#forgedAnswersAndSecondThoughtsCountForNothing"),
    BELIEVE_202(
            "what a node took with 202 counts as committed",
            "validator.writer.Sending#send()",
            Spoilt.Believes202.class,
            "validator.writer.SendingTest#whatANodeTookAndLostIsSentAgain"),
    IGNORE_THE_BASE_VERSION(
            "a batch may hold a change whose base is not the current version",
            "domain.BatchCheck#continuityFault(EndorsedChange, LaneState)",
            Spoilt.IgnoresBases.class,
            "domain.BatchCheckTest#aStaleBaseIsNamedAndTakesAlongWhatNeedsIt"),
    APPLY_OUT_OF_ORDER(
            "a lane goes on from whatever head it has, not only from the one by which the transaction was judged",
            "member.store.Lanes#advance(int, Head, Head)",
            Spoilt.GoesOnFromAnywhere.class,
            "member.store.SqliteStoreTest#aLaneGoesOnFromItsHeadOnly"),
    FORGET_A_CURSOR(
            "what a subscriber was told is not noted in its cursor",
            "notification.Marks#pass(Told)",
            Spoilt.DoesNothing.class,
            "notification.ResumeTest#atEveryCutNothingIsLostAndNothingRepeatedWhicheverProcessGoesOn"),
    LEAK_A_CONTENT_KEY(
            "a section's keys are wrapped to every party of the card, reader or not",
            "domain.ConsortiumDocument#readers(Section, Parties)",
            Spoilt.EverybodyReads.class,
            "member.keys.SectionStartTest#everyReaderAndNobodyElseGetsBothKeys"),
    SEAL_WITHOUT_QUORUM(
            "a batch is sealed without a look at its changes' quorums",
            "domain.BatchCheck#endorsed(Header, Set)",
            Spoilt.SaysYes.class,
            "domain.BatchCheckTest#aChangeWithoutItsQuorumIsNamed"),
    APPROVE_AFTER_THE_DEADLINE(
            "an approval still counts an hour after the deadline",
            "domain.Header#deadline()",
            Spoilt.IsAnHourLate.class,
            "validator.lane.LaneBookTest#anAnswerAfterTheDeadlineDoesNotCountAndATickNoticesTheEnd"),
    TREAT_A_TIMEOUT_AS_REFUSED(
            "a node that gives no answer has refused the transaction for good",
            "validator.writer.Sending#unknown(Throwable)",
            Spoilt.GivesUp.class,
            "validator.writer.SendingTest#aNodeThatDoesNotAnswerHasRefusedNothing"),
    DECIDE_BY_THE_LOCAL_CLOCK(
            "an answer's time is when the validator reads it, not when the broker appended it",
            "validator.stream.LaneProcessor#process(Record)",
            Spoilt.ReadsTheLocalClock.class,
            "validator.stream.LaneTopologyTest#whatWasInTheLogInTimeCountsHoweverLateItIsRead"),
    LET_A_FAILED_REQUIREMENT_PASS(
            "what requires a rejected change goes on without it",
            "validator.lane.Waiting#needing(ChangeId)",
            Spoilt.ListsNothing.class,
            "validator.lane.LaneBookTest#theParkedChangeGoesOnWhenTheWinnerFails"),
    TAKE_AN_APPROVAL_AS_A_SEAL(
            "a signature by an organization's approval key passes for its seal",
            "ledger.LaneTransactions#assemble(Draft, Branch, Map, SignatureVerifier)",
            Spoilt.TakesEitherKey.class,
            "ledger.LaneTransactionsTest#anInvalidSealIsDroppedAndItsGiverNamed"),
    JUDGE_THE_COMMITTED_STATE_ONLY(
            "a reviewer does not see what earlier proposals in the log would make of a card",
            "member.store.Touches#pending(CardId, TouchKey, ChangeId)",
            Spoilt.DoesNothing.class,
            "member.answer.ReviewerTest#changesAreChainedWithoutWaitingForTheLedger"),
    REVIEW_AFTER_THE_DEADLINE(
            "a reviewer approves what was proposed after its own deadline",
            "member.answer.HeaderReview#deadline(Header, Instant)",
            Spoilt.FindsNothing.class,
            "member.answer.DeadlineReviewTest#oneThatHasPassedIsRefused"),
    LET_OUTSIDERS_IN(
            "whoever is no party of a card writes on it all the same",
            "domain.Parties#include(OrganizationId)",
            Spoilt.SaysYes.class,
            "domain.BatchCheckTest#onlyPartiesThatMayWriteDoSoAndOnlyUnderThePolicyInForce"),
    REUSE_A_REFUSED_SEAL(
            "a seal that the ledger refused is taken again for the same batch",
            "validator.lane.Flight#dropped(OrganizationId)",
            Spoilt.DoesNothing.class,
            "validator.lane.BatchInFlightTest#aSealThatTheLedgerRefusedIsNotTakenAgain");

    private final String sentence;
    private final String place;
    private final Class<?> advice;
    private final String caughtBy;

    Defect(String sentence, String place, Class<?> advice, String caughtBy) {
        this.sentence = sentence;
        this.place = place;
        this.advice = advice;
        this.caughtBy = caughtBy;
    }

    /** What it does wrong. */
    String sentence() {
        return sentence;
    }

    /** The spoilt method: its class below our package, its name, the simple names of its parameters' types. */
    String place() {
        return place;
    }

    /** What the method does instead. */
    Class<?> advice() {
        return advice;
    }

    /** The test that must fail, as {@link #place()} says a method. */
    String caughtBy() {
        return caughtBy;
    }
}
