-- Accounts that signed in with Microsoft Entra, each one browser's.
CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    -- Empty after signing out: nobody's, and there only for the connections that live on it.
    owner TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    name TEXT NOT NULL,
    login TEXT NOT NULL,
    -- Whose tokens they are; empty where nothing told it.
    tenant TEXT NOT NULL,
    -- Both tokens, encrypted by Data Protection for this row; null when they are of no use any more.
    protected TEXT NULL,
    -- Why they are not.
    ended_by TEXT NULL,
    -- Counts the times the tokens were replaced, so that an answer to an older one changes nothing.
    generation BIGINT NOT NULL,
    renew_at BIGINT NOT NULL,
    signed_in_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL
);

-- A person has one account in a browser and a tenant.
CREATE UNIQUE INDEX accounts_person ON accounts (owner, profile_id, tenant) WHERE owner <> '';

-- The organizations that checks passed for with an account.
CREATE TABLE account_organizations (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- The name in lower case.
    organization TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (account_id, organization)
);

-- A credential that is an account has no secret of its own: protected is empty.
ALTER TABLE credentials ADD COLUMN account_id TEXT NULL REFERENCES accounts (id);
CREATE INDEX credentials_account ON credentials (account_id);
