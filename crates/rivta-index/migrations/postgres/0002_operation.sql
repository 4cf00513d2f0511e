-- As migrations/sqlite/0002_operation.sql, in PostgreSQL's words.
CREATE TABLE write_lock (state BIGINT NOT NULL);
INSERT INTO write_lock VALUES (0);

CREATE TABLE held (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    is_update BIGINT NOT NULL,
    correlation_id TEXT NOT NULL,
    message BYTEA NOT NULL
);

CREATE INDEX notification_dead ON notification (id) WHERE dead_since IS NOT NULL;
