-- When a fee was registered, corrected or cancelled: the newest event of its patient is what the engagement index is told.
ALTER TABLE fee ADD COLUMN changed TEXT NOT NULL DEFAULT '';
UPDATE fee SET changed = time_of_registration;

-- What the engagement index is to say of a resident in a region, and how much of it it has been told. Every event that
-- changes a post raises its version in the transaction that stores the event; the post waits to be told while the
-- version is higher than the one told last.
CREATE TABLE engagement (
    region       TEXT    NOT NULL,
    resident     TEXT    NOT NULL,
    -- mostRecentContent, YYYYMMDDhhmmss in Swedish local time; NULL when there is to be no post.
    wanted       TEXT,
    version      BIGINT  NOT NULL,
    told_version BIGINT  NOT NULL,
    -- How often the index has refused it.
    refusals     BIGINT  NOT NULL,
    -- When it may be told at the earliest, in milliseconds since 1970-01-01 UTC.
    due          BIGINT  NOT NULL,
    PRIMARY KEY (region, resident)
) WITHOUT ROWID;
CREATE INDEX engagement_resident ON engagement (resident);
CREATE INDEX engagement_waiting ON engagement (region, due) WHERE version > told_version;
