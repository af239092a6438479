-- What came in through hooks, stored before it is answered. An event that comes again finds its row.
CREATE TABLE deliveries (
    id TEXT NOT NULL PRIMARY KEY,
    hook_id TEXT NOT NULL,
    -- Azure DevOps' id of the event.
    event_id TEXT NOT NULL,
    connection_id TEXT NOT NULL,
    repository_id TEXT NOT NULL,
    -- What is needed of the payload.
    event TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    -- When its builds were requested; null until then.
    processed_at BIGINT NULL
);

CREATE UNIQUE INDEX deliveries_event ON deliveries (hook_id, event_id);
CREATE INDEX deliveries_waiting ON deliveries (received_at) WHERE processed_at IS NULL;
CREATE INDEX deliveries_processed ON deliveries (processed_at);

-- Builds that are wanted. A profile wants one of a kind once, whoever tells of it and however often.
CREATE TABLE build_requests (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    dedupe_key TEXT NOT NULL,
    cause TEXT NOT NULL,
    ref TEXT NOT NULL,
    commit_id TEXT NOT NULL,
    pull_request INTEGER NULL,
    author TEXT NULL,
    title TEXT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at BIGINT NULL,
    last_response TEXT NULL,
    created_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX build_requests_once ON build_requests (profile_id, dedupe_key);
CREATE INDEX build_requests_profile ON build_requests (profile_id, created_at);
CREATE INDEX build_requests_due ON build_requests (next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- What arrived for a profile, for people to read.
CREATE TABLE profile_events (
    id TEXT NOT NULL PRIMARY KEY,
    profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NULL,
    request_id TEXT NULL
);

CREATE INDEX profile_events_profile ON profile_events (profile_id, at);

-- Where the refs that a profile follows were last seen: its branch, and the sources of pull requests into it.
CREATE TABLE heads (
    profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    ref TEXT NOT NULL,
    commit_id TEXT NOT NULL,
    PRIMARY KEY (profile_id, ref)
);

-- When a profile's refs were last compared with what was seen of them. Without a row they never were: what is there then is no trigger_source.
CREATE TABLE looks (
    profile_id TEXT NOT NULL PRIMARY KEY REFERENCES profiles (id) ON DELETE CASCADE,
    polled_at BIGINT NOT NULL
);

-- The hashes of the tokens that the build system clones with.
CREATE TABLE git_tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES build_requests (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);

CREATE INDEX git_tokens_request ON git_tokens (request_id);
