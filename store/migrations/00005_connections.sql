-- +goose Up

-- Live connections to providers. body is the gateway and the fields that are no
-- secret, as JSON. pulling says which process may pull, until when in Unix seconds.
CREATE TABLE connection (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    name     TEXT    NOT NULL UNIQUE,
    provider TEXT    NOT NULL,
    body     TEXT    NOT NULL,
    made     INTEGER NOT NULL
) STRICT;
CREATE TABLE pulling (
    connection INTEGER PRIMARY KEY REFERENCES connection (id) ON DELETE CASCADE,
    owner      TEXT    NOT NULL,
    until      INTEGER NOT NULL
) STRICT;

-- What was last tried for each day of a connection's streams; what came of it is on
-- record as batches. problem is JSON, or '' for none.
CREATE TABLE pull (
    connection INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
    stream     TEXT    NOT NULL,
    day        INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    tries      INTEGER NOT NULL,
    at         INTEGER NOT NULL,
    next       INTEGER NOT NULL,
    sha256     TEXT    NOT NULL,
    problem    TEXT    NOT NULL,
    PRIMARY KEY (connection, stream, day)
) STRICT, WITHOUT ROWID;

-- Secrets under a key that lies elsewhere: of connections by their ids, and of the
-- book itself (0) the key, under a passphrase, where there is no key ring.
CREATE TABLE vault (
    connection INTEGER PRIMARY KEY,
    data       BLOB    NOT NULL
) STRICT;

-- What providers told by themselves. Times are Unix seconds, 0 for none.
CREATE TABLE notice (
    connection INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
    id         TEXT    NOT NULL,
    kind       INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    order_no   TEXT    NOT NULL,
    txn_no     TEXT    NOT NULL,
    refund_no  TEXT    NOT NULL,
    amount     INTEGER NOT NULL,
    currency   TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    PRIMARY KEY (connection, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_at ON notice (at);

PRAGMA user_version = 5;
