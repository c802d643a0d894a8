-- One organization's own copy of everything it may know. Ids and keys are lower-case hex, times are epoch milliseconds.

CREATE TABLE meta (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) ${clustered};

-- How far each lane of the ledger is applied.
CREATE TABLE lanes (
    lane   INTEGER PRIMARY KEY,
    head   TEXT   NOT NULL,
    seq    BIGINT NOT NULL,
    height BIGINT NOT NULL
);

-- Every proposal that stood in the log or that this organization submitted, with what became of it.
CREATE TABLE proposals (
    change_id   TEXT PRIMARY KEY,
    ord         BIGINT NOT NULL,
    card        TEXT   NOT NULL,
    section     TEXT   NOT NULL,
    author      TEXT   NOT NULL,
    state       TEXT   NOT NULL,
    content     TEXT   NOT NULL,
    appended    BIGINT NOT NULL,
    header      BLOB   NOT NULL,
    signature   TEXT   NOT NULL,
    ciphertext  BLOB,
    outcome     BLOB,
    replaced_by TEXT
);
CREATE UNIQUE INDEX proposals_in_order ON proposals (ord);
CREATE INDEX proposals_of_card ON proposals (card, ord);
CREATE INDEX proposals_by_content ON proposals (content) WHERE content = 'waiting';

-- What proposals touch as long as nothing became of them.
CREATE TABLE pending_touches (
    card      TEXT   NOT NULL,
    touch     TEXT   NOT NULL,
    change_id TEXT   NOT NULL,
    base      TEXT,
    ord       BIGINT NOT NULL,
    PRIMARY KEY (card, touch, change_id)
) ${clustered};

-- The committed version of everything that was ever touched.
CREATE TABLE current_touches (
    card      TEXT NOT NULL,
    touch     TEXT NOT NULL,
    change_id TEXT NOT NULL,
    PRIMARY KEY (card, touch)
) ${clustered};

-- Keys of the sections that this organization reads, and the change that brought them.
CREATE TABLE section_keys (
    card        TEXT NOT NULL,
    section     TEXT NOT NULL,
    key_id      TEXT NOT NULL,
    change_id   TEXT NOT NULL,
    index_key   BLOB NOT NULL,
    section_key BLOB NOT NULL,
    PRIMARY KEY (card, section, key_id)
) ${clustered};

-- Every version of every entry, in clear, as far as this organization reads it.
CREATE TABLE entries (
    change_id TEXT    NOT NULL,
    place     INTEGER NOT NULL,
    card      TEXT    NOT NULL,
    section   TEXT    NOT NULL,
    type      TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    body      BLOB    NOT NULL,
    PRIMARY KEY (change_id, place)
);
CREATE INDEX entries_by_name ON entries (card, id, type);

-- Which version of an entry is the committed one.
CREATE TABLE current_entries (
    card      TEXT    NOT NULL,
    type      TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    section   TEXT    NOT NULL,
    change_id TEXT    NOT NULL,
    place     INTEGER NOT NULL,
    PRIMARY KEY (card, type, id)
) ${clustered};

-- The first answer of each organization to each change, as it stood in the log; signatures are checked when it is used.
CREATE TABLE answers (
    change_id    TEXT NOT NULL,
    organization TEXT NOT NULL,
    event        BLOB NOT NULL,
    PRIMARY KEY (change_id, organization)
) ${clustered};

-- This organization's own answers, written before they are sent.
CREATE TABLE own_answers (
    change_id TEXT PRIMARY KEY,
    event     BLOB NOT NULL
) ${clustered};

-- Open cards.
CREATE TABLE cards (
    card      TEXT PRIMARY KEY,
    change_id TEXT NOT NULL,
    parties   BLOB NOT NULL
) ${clustered};

-- Changes on the ledger that stand, each with everything that was signed.
CREATE TABLE changes (
    change_id   TEXT PRIMARY KEY,
    card        TEXT    NOT NULL,
    lane        INTEGER NOT NULL,
    seq         BIGINT  NOT NULL,
    place       INTEGER NOT NULL,
    transaction_id TEXT NOT NULL,
    height      BIGINT  NOT NULL,
    evidence    BLOB    NOT NULL
);
CREATE INDEX changes_of_card ON changes (card, seq, place);

-- The transactions that brought them, and whose seals are in each.
CREATE TABLE transactions (
    transaction_id TEXT PRIMARY KEY,
    lane           INTEGER NOT NULL,
    seq            BIGINT  NOT NULL,
    height         BIGINT  NOT NULL,
    sealed_by      BLOB    NOT NULL
);

-- What the ledger holds and we do not believe.
CREATE TABLE faults (
    lane           INTEGER NOT NULL,
    transaction_id TEXT    NOT NULL,
    place          INTEGER NOT NULL,
    seq            BIGINT  NOT NULL,
    change_id      TEXT,
    card           TEXT,
    code           TEXT    NOT NULL,
    PRIMARY KEY (lane, transaction_id, place)
);

-- What the validator said of proposals that the log had not shown here yet.
CREATE TABLE early_outcomes (
    change_id TEXT PRIMARY KEY,
    event     BLOB NOT NULL
) ${clustered};

-- Signed proposals of this organization that the log has not shown yet, byte for byte as they are sent.
CREATE TABLE outbox (
    change_id TEXT PRIMARY KEY,
    ord       BIGINT  NOT NULL,
    lane      INTEGER NOT NULL,
    card      TEXT    NOT NULL,
    record    BLOB    NOT NULL
);
CREATE UNIQUE INDEX outbox_in_order ON outbox (ord);

-- What callers asked for under an Idempotency-Key, and what they were answered.
CREATE TABLE idempotency (
    organization TEXT   NOT NULL,
    subject      TEXT   NOT NULL,
    key          TEXT   NOT NULL,
    digest       TEXT   NOT NULL,
    change_id    TEXT   NOT NULL,
    answer       BLOB   NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (organization, subject, key)
) ${clustered};
CREATE INDEX idempotency_by_age ON idempotency (at);

-- Who read what of which card.
CREATE TABLE reads (
    at           BIGINT NOT NULL,
    organization TEXT   NOT NULL,
    subject      TEXT   NOT NULL,
    card         TEXT   NOT NULL,
    what         TEXT   NOT NULL
);
CREATE INDEX reads_of_card ON reads (card, at);

-- Drafts that came before this organization had applied what they continue.
CREATE TABLE early_drafts (
    lane    INTEGER NOT NULL,
    message TEXT    NOT NULL,
    seq     BIGINT  NOT NULL,
    event   BLOB    NOT NULL,
    PRIMARY KEY (lane, message)
);
