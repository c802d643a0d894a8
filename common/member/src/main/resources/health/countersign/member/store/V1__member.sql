-- One organization's own copy of everything it may know. Ids and keys are lower-case hex, times are epoch milliseconds.

CREATE TABLE meta (
    name  ${text} PRIMARY KEY,
    value ${text} NOT NULL
) ${clustered};

-- How far each lane of the ledger is applied.
CREATE TABLE lanes (
    lane   INTEGER PRIMARY KEY,
    head   ${text} NOT NULL,
    seq    BIGINT  NOT NULL,
    height BIGINT  NOT NULL
);

-- Every proposal that stood in the log or that this organization submitted, with what became of it.
CREATE TABLE proposals (
    change_id   ${text}  PRIMARY KEY,
    ord         BIGINT   NOT NULL,
    card        ${text}  NOT NULL,
    section     ${text}  NOT NULL,
    author      ${text}  NOT NULL,
    state       ${text}  NOT NULL,
    content     ${text}  NOT NULL,
    appended    BIGINT   NOT NULL,
    header      ${bytes} NOT NULL,
    signature   ${text}  NOT NULL,
    ciphertext  ${bytes},
    outcome     ${bytes},
    replaced_by ${text}
);
CREATE UNIQUE INDEX proposals_in_order ON proposals (ord);
CREATE INDEX proposals_of_card ON proposals (card, ord);
CREATE INDEX proposals_by_content ON proposals (content) WHERE content = 'waiting';

-- What proposals touch as long as nothing became of them.
CREATE TABLE pending_touches (
    card      ${text} NOT NULL,
    touch     ${text} NOT NULL,
    change_id ${text} NOT NULL,
    base      ${text},
    ord       BIGINT  NOT NULL,
    PRIMARY KEY (card, touch, change_id)
) ${clustered};

-- The committed version of everything that was ever touched.
CREATE TABLE current_touches (
    card      ${text} NOT NULL,
    touch     ${text} NOT NULL,
    change_id ${text} NOT NULL,
    PRIMARY KEY (card, touch)
) ${clustered};

-- Keys of the sections that this organization reads, and the change that brought them.
CREATE TABLE section_keys (
    card        ${text}  NOT NULL,
    section     ${text}  NOT NULL,
    key_id      ${text}  NOT NULL,
    change_id   ${text}  NOT NULL,
    index_key   ${bytes} NOT NULL,
    section_key ${bytes} NOT NULL,
    PRIMARY KEY (card, section, key_id)
) ${clustered};

-- Every version of every entry, in clear, as far as this organization reads it.
CREATE TABLE entries (
    change_id ${text}  NOT NULL,
    place     INTEGER  NOT NULL,
    card      ${text}  NOT NULL,
    section   ${text}  NOT NULL,
    type      ${text}  NOT NULL,
    id        ${text}  NOT NULL,
    body      ${bytes} NOT NULL,
    PRIMARY KEY (change_id, place)
);
CREATE INDEX entries_by_name ON entries (card, id, type);

-- Which version of an entry is the committed one.
CREATE TABLE current_entries (
    card      ${text} NOT NULL,
    type      ${text} NOT NULL,
    id        ${text} NOT NULL,
    section   ${text} NOT NULL,
    change_id ${text} NOT NULL,
    place     INTEGER NOT NULL,
    PRIMARY KEY (card, type, id)
) ${clustered};

-- The first answer of each organization to each change, as it stood in the log; signatures are checked when it is used.
CREATE TABLE answers (
    change_id    ${text}  NOT NULL,
    organization ${text}  NOT NULL,
    event        ${bytes} NOT NULL,
    PRIMARY KEY (change_id, organization)
) ${clustered};

-- This organization's own answers, written before they are sent.
CREATE TABLE own_answers (
    change_id ${text}  PRIMARY KEY,
    event     ${bytes} NOT NULL
) ${clustered};

-- Open cards.
CREATE TABLE cards (
    card      ${text}  PRIMARY KEY,
    change_id ${text}  NOT NULL,
    parties   ${bytes} NOT NULL
) ${clustered};

-- Changes on the ledger that stand, each with everything that was signed.
CREATE TABLE changes (
    change_id      ${text}  PRIMARY KEY,
    card           ${text}  NOT NULL,
    lane           INTEGER  NOT NULL,
    seq            BIGINT   NOT NULL,
    place          INTEGER  NOT NULL,
    transaction_id ${text}  NOT NULL,
    height         BIGINT   NOT NULL,
    evidence       ${bytes} NOT NULL
);
CREATE INDEX changes_of_card ON changes (card, seq, place);

-- The transactions that brought them, and whose seals are in each.
CREATE TABLE transactions (
    transaction_id ${text}  PRIMARY KEY,
    lane           INTEGER  NOT NULL,
    seq            BIGINT   NOT NULL,
    height         BIGINT   NOT NULL,
    sealed_by      ${bytes} NOT NULL
);

-- What the ledger holds and we do not believe.
CREATE TABLE faults (
    lane           INTEGER NOT NULL,
    transaction_id ${text} NOT NULL,
    place          INTEGER NOT NULL,
    seq            BIGINT  NOT NULL,
    change_id      ${text},
    card           ${text},
    code           ${text} NOT NULL,
    PRIMARY KEY (lane, transaction_id, place)
);

-- What the validator said of proposals that the log had not shown here yet.
CREATE TABLE early_outcomes (
    change_id ${text}  PRIMARY KEY,
    event     ${bytes} NOT NULL
) ${clustered};

-- Signed proposals of this organization that the log has not shown yet, byte for byte as they are sent.
CREATE TABLE outbox (
    change_id ${text}  PRIMARY KEY,
    ord       BIGINT   NOT NULL,
    lane      INTEGER  NOT NULL,
    card      ${text}  NOT NULL,
    record    ${bytes} NOT NULL
);
CREATE UNIQUE INDEX outbox_in_order ON outbox (ord);

-- What callers asked for under an Idempotency-Key, and what they were answered.
CREATE TABLE idempotency (
    organization ${text}  NOT NULL,
    subject      ${text}  NOT NULL,
    key          ${text}  NOT NULL,
    digest       ${text}  NOT NULL,
    change_id    ${text}  NOT NULL,
    answer       ${bytes} NOT NULL,
    at           BIGINT   NOT NULL,
    PRIMARY KEY (organization, subject, key)
) ${clustered};
CREATE INDEX idempotency_by_age ON idempotency (at);

-- Who read what of which card.
CREATE TABLE reads (
    at           BIGINT  NOT NULL,
    organization ${text} NOT NULL,
    subject      ${text} NOT NULL,
    card         ${text} NOT NULL,
    what         ${text} NOT NULL
);
CREATE INDEX reads_of_card ON reads (card, at);

-- Drafts that came before this organization had applied what they continue.
CREATE TABLE early_drafts (
    lane    INTEGER  NOT NULL,
    message ${text}  NOT NULL,
    seq     BIGINT   NOT NULL,
    event   ${bytes} NOT NULL,
    PRIMARY KEY (lane, message)
);
