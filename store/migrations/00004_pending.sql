-- +goose Up

-- Files that did not go in and wait for the owner: body is the receipt as JSON.
-- A file is known again by its bytes (sha256, '' where they could not be read), or
-- by its place and name. A number is never given twice: what is put aside by one
-- must not be another file.
CREATE TABLE pending (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    path   TEXT    NOT NULL,
    file   TEXT    NOT NULL,
    sha256 TEXT    NOT NULL,
    body   TEXT    NOT NULL,
    at     INTEGER NOT NULL
) STRICT;
CREATE INDEX pending_sha256 ON pending (sha256);
CREATE INDEX pending_place ON pending (path, file);

PRAGMA user_version = 4;
