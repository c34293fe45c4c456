-- +goose Up

-- How the owner taught the program to read sheets that no format knows: header is
-- the fingerprint of the column names, body the profile as JSON.
CREATE TABLE profile (
    header TEXT PRIMARY KEY,
    name   TEXT NOT NULL,
    body   TEXT NOT NULL,
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

PRAGMA user_version = 3;
