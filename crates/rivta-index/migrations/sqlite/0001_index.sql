-- Texts that stand in many posts: domains, categories, addresses, organisations.
CREATE TABLE term (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);

-- One row a post. The key is the identity of an engagement; a search names its first two columns, and all posts of a
-- resident lie together, so that an Update of a thousand posts touches few pages. Times are fourteen digits.
CREATE TABLE post (
    resident TEXT NOT NULL,
    service_domain INTEGER NOT NULL,
    categorization INTEGER NOT NULL,
    logical_address INTEGER NOT NULL,
    source_system INTEGER NOT NULL,
    data_controller INTEGER NOT NULL,
    owner INTEGER NOT NULL,
    business_object TEXT NOT NULL,
    care_process TEXT NOT NULL,
    most_recent_content INTEGER,
    created INTEGER NOT NULL,
    updated INTEGER,
    PRIMARY KEY (resident, service_domain, categorization, logical_address, source_system, data_controller, owner,
                 business_object, care_process)
) WITHOUT ROWID;

-- Messages to subscribers, written in the transaction that stores the change they tell of.
CREATE TABLE notification (
    id INTEGER PRIMARY KEY,
    subscriber TEXT NOT NULL,
    correlation_id TEXT NOT NULL,
    message BLOB NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt INTEGER NOT NULL,
    dead_since INTEGER,
    reason TEXT
);
CREATE INDEX notification_due ON notification (subscriber, id) WHERE dead_since IS NULL;
