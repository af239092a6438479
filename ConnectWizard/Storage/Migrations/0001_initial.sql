-- Ids are text, times are milliseconds since 1970-01-01 UTC, truth values are 0 and 1, documents are JSON: what SQLite and PostgreSQL both have.

CREATE TABLE credentials (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    -- The only target that the secret is opened for.
    binding TEXT NOT NULL,
    -- Encrypted by Data Protection for this row and this binding.
    protected TEXT NOT NULL,
    -- 1 until a connection uses it.
    pending INTEGER NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE connections (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    name TEXT NOT NULL,
    scheme TEXT NOT NULL,
    host TEXT NOT NULL,
    port INTEGER NOT NULL,
    virtual_directory TEXT NOT NULL,
    collection TEXT NOT NULL,
    binding TEXT NOT NULL,
    account_id TEXT NOT NULL,
    credential_id TEXT NOT NULL REFERENCES credentials (id),
    facts TEXT NOT NULL,
    health TEXT NOT NULL,
    last_problem TEXT NULL,
    created_at BIGINT NOT NULL,
    checked_at BIGINT NOT NULL
);

-- The same server, collection and account once in a workspace.
CREATE UNIQUE INDEX connections_twin ON connections (workspace_id, binding, account_id);
CREATE INDEX connections_credential ON connections (credential_id);

CREATE TABLE profiles (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    name TEXT NOT NULL,
    repository_id TEXT NOT NULL,
    repository TEXT NOT NULL,
    project_id TEXT NOT NULL,
    project TEXT NOT NULL,
    default_branch TEXT NULL,
    branch TEXT NOT NULL,
    trigger_push INTEGER NOT NULL,
    trigger_pull_request INTEGER NOT NULL,
    clone_url TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX profiles_connection ON profiles (connection_id);
CREATE INDEX profiles_workspace ON profiles (workspace_id, name);

CREATE TABLE drafts (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    -- The answers; what other statements ask about is in columns.
    document TEXT NOT NULL,
    -- A credential that is deleted leaves the draft without one: it is asked for again.
    credential_id TEXT NULL REFERENCES credentials (id) ON DELETE SET NULL,
    -- The profile that it became; a finished draft goes with its profile.
    profile_id TEXT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

CREATE INDEX drafts_owner ON drafts (owner, updated_at);
CREATE INDEX drafts_credential ON drafts (credential_id);
CREATE INDEX drafts_profile ON drafts (profile_id);

-- Data Protection's keys, each wrapped by a key that is not in this database.
CREATE TABLE keyring (
    name TEXT NOT NULL PRIMARY KEY,
    xml TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
