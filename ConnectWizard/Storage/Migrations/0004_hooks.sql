-- Service hooks: what is wanted at Azure DevOps, and what is known of it there. A row is written before the request that creates its
-- subscription, so that one whose answer never came is looked for and not created twice.
CREATE TABLE hooks (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    project_id TEXT NOT NULL,
    repository_id TEXT NOT NULL,
    -- Project and repository as people know them, for receipts and messages.
    repository TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- 1 when an administrator creates it with a credential that we do not keep.
    by_administrator INTEGER NOT NULL DEFAULT 0,
    -- The id at Azure DevOps, and the status as Azure DevOps spells it.
    subscription TEXT NULL,
    status TEXT NULL,
    state TEXT NOT NULL,
    problem TEXT NULL,
    detail TEXT NULL,
    -- SHA-256 of the secret that deliveries carry. The one before it counts while the change is under way: until previous_until, if that is known.
    secret_hash TEXT NULL,
    previous_secret_hash TEXT NULL,
    previous_until BIGINT NULL,
    created_at BIGINT NOT NULL,
    -- When the last request that creates or changes it was sent, whether or not an answer came.
    sent_at BIGINT NULL,
    checked_at BIGINT NULL,
    last_delivery_at BIGINT NULL,
    -- When a delivery last came with a wrong secret: a reason to look, not a verdict, for anybody can send one.
    mismatch_at BIGINT NULL,
    -- When it is due to be tried (again), and how often it was in a row.
    next_try_at BIGINT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX hooks_wanted ON hooks (connection_id, repository_id, kind);

-- Connections that are being deleted: their hooks at Azure DevOps go first, and need the credential.
CREATE TABLE removals (
    connection_id TEXT NOT NULL PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
    started_at BIGINT NOT NULL
);
