-- The operator's write lock: 0 open, 1 locked, 2 open again while what was held is being stored.
CREATE TABLE write_lock (state INTEGER NOT NULL);
INSERT INTO write_lock VALUES (0);

-- Messages that were taken while the posts were locked, in order. A notification keeps the owners it names (is_update 0).
CREATE TABLE held (
    id INTEGER PRIMARY KEY,
    is_update INTEGER NOT NULL,
    correlation_id TEXT NOT NULL,
    message BLOB NOT NULL
);

CREATE INDEX notification_dead ON notification (id) WHERE dead_since IS NOT NULL;
