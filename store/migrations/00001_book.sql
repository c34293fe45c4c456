-- +goose Up

-- The book itself: one row. next_entry is never taken back, so that the id of a
-- removed entry is not given to another. audit_len and audit_head repeat the end
-- of the chain, so that a cut-off end shows.
CREATE TABLE book (
    id         INTEGER PRIMARY KEY CHECK (id = 1),
    name       TEXT    NOT NULL,
    next_entry INTEGER NOT NULL,
    audit_len  INTEGER NOT NULL,
    audit_head TEXT    NOT NULL
) STRICT;
INSERT INTO book VALUES (1, '', 1, 0, '');

CREATE TABLE channel (
    id       INTEGER PRIMARY KEY,
    name     TEXT    NOT NULL UNIQUE,
    role     INTEGER NOT NULL,
    provider TEXT    NOT NULL,
    account  TEXT    NOT NULL,
    stream   TEXT    NOT NULL,
    currency TEXT    NOT NULL,
    zone     TEXT    NOT NULL
) STRICT;

-- first_entry to last_entry are the ids given to the batch's new rows; entries is
-- how many rows are filed under it now. Times are Unix seconds, 0 for none.
CREATE TABLE batch (
    id            INTEGER PRIMARY KEY,
    channel       INTEGER NOT NULL REFERENCES channel (id),
    file          TEXT    NOT NULL,
    format        TEXT    NOT NULL,
    sha256        TEXT    NOT NULL,
    at            INTEGER NOT NULL,
    covers_from   INTEGER NOT NULL,
    covers_to     INTEGER NOT NULL,
    partial_edges INTEGER NOT NULL,
    new           INTEGER NOT NULL,
    known         INTEGER NOT NULL,
    changed       INTEGER NOT NULL,
    refused       INTEGER NOT NULL,
    first_entry   INTEGER NOT NULL,
    last_entry    INTEGER NOT NULL,
    entries       INTEGER NOT NULL,
    undone        INTEGER NOT NULL,
    notes         TEXT    NOT NULL,
    columns       TEXT    NOT NULL
) STRICT;

-- One provider row. Money in minor units; currency is its letters as a number
-- (big endian); absent text is NULL. No foreign keys here: a million rows would
-- pay for them, and verify looks.
CREATE TABLE entry (
    id        INTEGER PRIMARY KEY,
    batch     INTEGER NOT NULL,
    channel   INTEGER NOT NULL,
    line      INTEGER NOT NULL,
    kind      INTEGER NOT NULL,
    status    INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    precision INTEGER NOT NULL,
    day       INTEGER NOT NULL,
    gross     INTEGER NOT NULL,
    amount    INTEGER NOT NULL,
    fee       INTEGER NOT NULL,
    currency  INTEGER NOT NULL,
    balance   INTEGER,
    settles   INTEGER NOT NULL,
    order_no  TEXT,
    txn_no    TEXT,
    refund_no TEXT,
    party     TEXT,
    memo      TEXT,
    method    TEXT,
    terminal  TEXT,
    card      TEXT,
    batching  TEXT
) STRICT;
CREATE INDEX entry_day ON entry (day);

-- Hash indexes kept by hand: a row is a bucket of packed pairs (see hashindex.go).
CREATE TABLE ident_bucket (id INTEGER PRIMARY KEY, pairs BLOB NOT NULL) STRICT;
CREATE TABLE order_bucket (id INTEGER PRIMARY KEY, pairs BLOB NOT NULL) STRICT;

-- Rows that a later batch saw again, and what they held before it changed them.
CREATE TABLE sighting (
    entry INTEGER NOT NULL REFERENCES entry (id),
    batch INTEGER NOT NULL,
    line  INTEGER NOT NULL,
    PRIMARY KEY (entry, batch)
) STRICT, WITHOUT ROWID;
CREATE TABLE entry_version (
    entry   INTEGER NOT NULL REFERENCES entry (id),
    batch   INTEGER NOT NULL,
    content TEXT    NOT NULL,
    ident   INTEGER NOT NULL,
    digest  INTEGER NOT NULL,
    PRIMARY KEY (entry, batch)
) STRICT, WITHOUT ROWID;
-- Rows filed under a batch that did not bring them first, because that one was
-- undone. Their raw record may stand with that one still.
CREATE TABLE adopted (
    batch     INTEGER NOT NULL,
    entry     INTEGER NOT NULL,
    raw_batch INTEGER NOT NULL,
    raw_line  INTEGER NOT NULL,
    PRIMARY KEY (batch, entry)
) STRICT, WITHOUT ROWID;

-- Raw records as they stood in the file, in compressed blocks (see raw.go).
CREATE TABLE raw_block (
    id         INTEGER PRIMARY KEY,
    batch      INTEGER NOT NULL,
    first_line INTEGER NOT NULL,
    last_line  INTEGER NOT NULL,
    data       BLOB    NOT NULL
) STRICT;
CREATE INDEX raw_block_line ON raw_block (batch, first_line);

-- Refused rows (batch set) and refused files (batch 0).
CREATE TABLE quarantine (
    id      INTEGER PRIMARY KEY,
    batch   INTEGER NOT NULL,
    file    TEXT    NOT NULL,
    sha256  TEXT    NOT NULL,
    problem TEXT    NOT NULL,
    raw     BLOB    NOT NULL,
    at      INTEGER NOT NULL
) STRICT;
CREATE INDEX quarantine_batch ON quarantine (batch, sha256);

CREATE TABLE locked_month (first_day INTEGER PRIMARY KEY, last_day INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;

-- Legs by number; seen is the newest seq of touched that a saved run knew.
CREATE TABLE leg (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, seen INTEGER NOT NULL) STRICT;

-- What changed since: a range of entry ids (first 0: none, only days), the days
-- it may matter to, the channel (0: of any). removed: the rows are gone.
CREATE TABLE touched (
    seq      INTEGER PRIMARY KEY AUTOINCREMENT,
    channel  INTEGER NOT NULL,
    first    INTEGER NOT NULL,
    last     INTEGER NOT NULL,
    from_day INTEGER NOT NULL,
    to_day   INTEGER NOT NULL,
    removed  INTEGER NOT NULL
) STRICT;

-- A match is found by its lead: the smallest left member, or right where there is
-- no left. Of a pair, other is the right row; else members holds all (see match.go).
CREATE TABLE match_head (
    leg      INTEGER NOT NULL,
    lead     INTEGER NOT NULL,
    other    INTEGER,
    rule     TEXT    NOT NULL,
    state    INTEGER NOT NULL,
    score    REAL    NOT NULL,
    evidence TEXT,
    members  BLOB,
    PRIMARY KEY (leg, lead)
) STRICT, WITHOUT ROWID;
CREATE TABLE match_member (
    leg   INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    lead  INTEGER NOT NULL,
    PRIMARY KEY (leg, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE open_row (
    leg   INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    side  INTEGER NOT NULL,
    why   INTEGER NOT NULL,
    PRIMARY KEY (leg, entry)
) STRICT, WITHOUT ROWID;

-- Exceptions as the engine made them; gone is when a run no longer did (0: it does).
CREATE TABLE exception (
    key      TEXT    PRIMARY KEY,
    leg      INTEGER NOT NULL,
    type     TEXT    NOT NULL,
    channel  INTEGER NOT NULL,
    entry    INTEGER NOT NULL,
    other    INTEGER NOT NULL,
    day      INTEGER NOT NULL,
    expected INTEGER NOT NULL,
    actual   INTEGER NOT NULL,
    currency TEXT    NOT NULL,
    evidence TEXT    NOT NULL,
    state    INTEGER NOT NULL,
    raised   INTEGER NOT NULL,
    gone     INTEGER NOT NULL
) STRICT;
CREATE INDEX exception_entry ON exception (entry);

CREATE TABLE settlement (
    channel    INTEGER NOT NULL,
    day        INTEGER NOT NULL,
    entry      INTEGER NOT NULL,
    currency   TEXT    NOT NULL,
    net        INTEGER NOT NULL,
    entries    INTEGER NOT NULL,
    arrived    INTEGER NOT NULL,
    arrived_on INTEGER NOT NULL,
    bank_seen  INTEGER NOT NULL,
    PRIMARY KEY (channel, day, entry, currency)
) STRICT, WITHOUT ROWID;

-- What people decided; kept for ever. lefts and rights are JSON arrays of ids.
CREATE TABLE decision (
    id        INTEGER PRIMARY KEY,
    action    TEXT    NOT NULL,
    leg       TEXT    NOT NULL,
    lefts     TEXT    NOT NULL,
    rights    TEXT    NOT NULL,
    exception TEXT    NOT NULL,
    state     INTEGER NOT NULL,
    note      TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    undone    INTEGER NOT NULL
) STRICT;

-- The chain of acts, and the digests of blocks of entries that each act sealed.
CREATE TABLE audit (
    seq     INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    act     TEXT    NOT NULL,
    subject TEXT    NOT NULL,
    digest  TEXT    NOT NULL,
    hash    TEXT    NOT NULL
) STRICT;
CREATE TABLE seal (
    line   INTEGER NOT NULL REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED,
    block  INTEGER NOT NULL,
    digest BLOB    NOT NULL,
    PRIMARY KEY (line, block)
) STRICT, WITHOUT ROWID;

-- 'ZFBK': this file is a book.
PRAGMA application_id = 1514553931;
PRAGMA user_version = 1;
