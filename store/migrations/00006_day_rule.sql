-- +goose Up

-- When the business day of a channel ends, in minutes after midnight by the clock of
-- its zone, 0 for midnight; cut counts how often its days were cut anew.
ALTER TABLE channel ADD COLUMN cutoff INTEGER NOT NULL DEFAULT 0;
ALTER TABLE channel ADD COLUMN cut INTEGER NOT NULL DEFAULT 0;

-- The day to which its file counts a row, where that is not its business day; else 0.
ALTER TABLE entry ADD COLUMN stated INTEGER NOT NULL DEFAULT 0;

PRAGMA user_version = 6;
