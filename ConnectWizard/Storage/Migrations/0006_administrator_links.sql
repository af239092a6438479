-- Links by which an administrator creates the webhooks of a profile, with a credential that is not kept.
CREATE TABLE administrator_links (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    -- SHA-256 of the secret in the link.
    secret_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    -- How often somebody tried to create webhooks by it.
    attempts INTEGER NOT NULL,
    used_at BIGINT NULL,
    used_by TEXT NULL,
    revoked_at BIGINT NULL
);

CREATE UNIQUE INDEX administrator_links_secret ON administrator_links (secret_hash);

-- One open link for a profile.
CREATE UNIQUE INDEX administrator_links_open ON administrator_links (profile_id) WHERE used_at IS NULL AND revoked_at IS NULL;
