-- What was built already, of requests that were swept: the key alone, so that nothing is built twice though its request is gone.
CREATE TABLE built (
    profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    dedupe_key TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (profile_id, dedupe_key)
);

CREATE INDEX built_age ON built (created_at);
