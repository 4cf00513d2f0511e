-- A request that has been accepted, and how far its disclosure has come. Moments are milliseconds
-- since 1970-01-01 UTC. The disclosure itself is never stored: it is built when it is sent.
CREATE TABLE request (
    key               INTEGER PRIMARY KEY AUTOINCREMENT,
    region            TEXT    NOT NULL,
    request_id        TEXT    NOT NULL,
    patient_root      TEXT    NOT NULL,
    patient_extension TEXT    NOT NULL,
    actor_type        TEXT    NOT NULL CHECK (actor_type IN ('CITIZEN', 'GUARDIAN', 'CAREGIVER')),
    actor_extension   TEXT    NOT NULL,
    care_giver        TEXT,
    response_address  TEXT    NOT NULL,
    correlation_id    TEXT    NOT NULL,
    received          BIGINT  NOT NULL,
    state             TEXT    NOT NULL CHECK (state IN ('waiting', 'delivered', 'parked')),
    attempts          BIGINT  NOT NULL,
    next_attempt      BIGINT  NOT NULL,
    ended             BIGINT,
    reason            TEXT,
    rules             TEXT,
    answer            TEXT,
    UNIQUE (region, request_id)
);
CREATE INDEX request_waiting ON request (response_address, next_attempt) WHERE state = 'waiting';
CREATE INDEX request_state ON request (state, ended);
