-- As migrations/sqlite/0001_index.sql, in PostgreSQL's words.
CREATE TABLE term (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);

CREATE TABLE post (
    resident TEXT NOT NULL,
    service_domain BIGINT NOT NULL,
    categorization BIGINT NOT NULL,
    logical_address BIGINT NOT NULL,
    source_system BIGINT NOT NULL,
    data_controller BIGINT NOT NULL,
    owner BIGINT NOT NULL,
    business_object TEXT NOT NULL,
    care_process TEXT NOT NULL,
    most_recent_content BIGINT,
    created BIGINT NOT NULL,
    updated BIGINT,
    PRIMARY KEY (resident, service_domain, categorization, logical_address, source_system, data_controller, owner,
                 business_object, care_process)
);

CREATE TABLE notification (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subscriber TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    message BYTEA NOT NULL,
    attempts BIGINT NOT NULL DEFAULT 0,
    next_attempt BIGINT NOT NULL,
    dead_since BIGINT,
    reason TEXT
);
CREATE INDEX notification_due ON notification (subscriber, id) WHERE dead_since IS NULL;
