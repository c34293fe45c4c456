-- +goose Up

-- Settings of the owner, by name.
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What a channel takes. Rates are decimals as text, days 0 where a period is open.
CREATE TABLE rate_card (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    channel    INTEGER NOT NULL REFERENCES channel (id),
    method     TEXT    NOT NULL,
    valid_from INTEGER NOT NULL,
    valid_to   INTEGER NOT NULL,
    currency   TEXT    NOT NULL,
    base       INTEGER NOT NULL,
    rate       TEXT    NOT NULL,
    fixed      INTEGER NOT NULL,
    least      INTEGER NOT NULL,
    cap        INTEGER NOT NULL,
    rounding   INTEGER NOT NULL,
    refund     INTEGER NOT NULL,
    state      INTEGER NOT NULL,
    entries    INTEGER NOT NULL,
    fits       INTEGER NOT NULL,
    at         INTEGER NOT NULL
) STRICT;

CREATE TABLE fx_rate (
    from_currency TEXT    NOT NULL,
    to_currency   TEXT    NOT NULL,
    day           INTEGER NOT NULL,
    source        TEXT    NOT NULL,
    rate          TEXT    NOT NULL,
    PRIMARY KEY (from_currency, to_currency, day, source)
) STRICT, WITHOUT ROWID;

-- Files kept as evidence. data is last, so that a list need not read it.
CREATE TABLE attachment (
    id     INTEGER PRIMARY KEY,
    name   TEXT    NOT NULL,
    size   INTEGER NOT NULL,
    sha256 TEXT    NOT NULL,
    at     INTEGER NOT NULL,
    data   BLOB    NOT NULL
) STRICT;

-- detail is one JSON object of what only some decisions have, "" for none; grp
-- joins the decisions of one act, 0 for one that stands alone.
ALTER TABLE decision ADD COLUMN detail TEXT NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN grp INTEGER NOT NULL DEFAULT 0;
CREATE INDEX decision_grp ON decision (grp) WHERE grp <> 0;

-- again counts how often an exception came back after it was gone.
ALTER TABLE exception ADD COLUMN terminal TEXT NOT NULL DEFAULT '';
ALTER TABLE exception ADD COLUMN again INTEGER NOT NULL DEFAULT 0;

-- What happened to an exception after it was raised, in order; decision is 0
-- where nobody decided it.
CREATE TABLE exception_event (
    id       INTEGER PRIMARY KEY,
    key      TEXT    NOT NULL,
    at       INTEGER NOT NULL,
    what     TEXT    NOT NULL,
    decision INTEGER NOT NULL
) STRICT;
CREATE INDEX exception_event_key ON exception_event (key);
INSERT INTO exception_event (key, at, what, decision)
SELECT key, at, what, decision FROM (
    SELECT exception AS key, at, 'decided' AS what, id AS decision FROM decision WHERE exception <> ''
    UNION ALL
    SELECT exception, undone, 'undone', id FROM decision WHERE exception <> '' AND undone <> 0
    UNION ALL
    SELECT key, gone, 'closed', 0 FROM exception WHERE gone <> 0
) ORDER BY at, decision, what;

-- whole: the seq of touched from which on only a full run will do; 0 for none. The
-- legs of an older book are looked at again, to fill loose.
ALTER TABLE leg ADD COLUMN whole INTEGER NOT NULL DEFAULT 0;
INSERT INTO touched (channel, first, last, from_day, to_day, removed) VALUES (0, 0, 0, 0, 0, 0);
UPDATE leg SET whole = (SELECT max(seq) FROM touched);

-- taught: a digest of the lessons that the last run went by.
ALTER TABLE leg ADD COLUMN taught TEXT NOT NULL DEFAULT '';

-- The rows of a standing leg that what happens near to them may change, by their
-- day (see loose.go). sort is a set of bits: 1 a refund, 2 a file that comes later
-- may say otherwise of it.
CREATE TABLE loose (
    leg   INTEGER NOT NULL,
    entry INTEGER NOT NULL,
    day   INTEGER NOT NULL,
    sort  INTEGER NOT NULL,
    PRIMARY KEY (leg, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX loose_day ON loose (leg, sort, day);

-- A channel's rows of a day are looked for more often than everybody's.
DROP INDEX entry_day;
CREATE INDEX entry_channel_day ON entry (channel, day);

-- A channel may pay each terminal by itself. members is the rows of a net, packed as
-- those of a match; NULL where they are all those of the channel's calendar day.
CREATE TABLE settlement_by_terminal (
    channel    INTEGER NOT NULL,
    day        INTEGER NOT NULL,
    entry      INTEGER NOT NULL,
    currency   TEXT    NOT NULL,
    terminal   TEXT    NOT NULL,
    net        INTEGER NOT NULL,
    entries    INTEGER NOT NULL,
    arrived    INTEGER NOT NULL,
    arrived_on INTEGER NOT NULL,
    bank_seen  INTEGER NOT NULL,
    members    BLOB,
    PRIMARY KEY (channel, day, entry, currency, terminal)
) STRICT, WITHOUT ROWID;
INSERT INTO settlement_by_terminal
SELECT channel, day, entry, currency, '', net, entries, arrived, arrived_on, bank_seen, NULL FROM settlement;
DROP TABLE settlement;
ALTER TABLE settlement_by_terminal RENAME TO settlement;

PRAGMA user_version = 2;
