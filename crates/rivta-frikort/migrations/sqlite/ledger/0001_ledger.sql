-- A person known under one or several identities. Identities that are linked share the person.
CREATE TABLE person (
    key INTEGER PRIMARY KEY AUTOINCREMENT
);

CREATE TABLE identity (
    root      TEXT    NOT NULL,
    extension TEXT    NOT NULL,
    person    BIGINT  NOT NULL REFERENCES person (key),
    main      BOOLEAN NOT NULL,
    PRIMARY KEY (root, extension)
);
CREATE INDEX identity_person ON identity (person);

-- A fee belongs to the region it was registered in, under the identity it was registered on.
-- Amounts are öre. Dates are YYYYMMDD and YYYYMMDDhhmmss, Swedish local time, as the contract has them.
CREATE TABLE fee (
    key                  INTEGER PRIMARY KEY AUTOINCREMENT,
    region               TEXT    NOT NULL,
    id                   TEXT    NOT NULL,
    root                 TEXT    NOT NULL,
    extension            TEXT    NOT NULL,
    date_of_visit        TEXT    NOT NULL,
    time_of_registration TEXT    NOT NULL,
    amount               BIGINT  NOT NULL CHECK (amount >= 0),
    care_giver           TEXT    NOT NULL,
    care_unit            TEXT    NOT NULL,
    cancelled            BOOLEAN NOT NULL,
    UNIQUE (region, id),
    FOREIGN KEY (root, extension) REFERENCES identity (root, extension)
);
CREATE INDEX fee_identity ON fee (root, extension, region);
