-- Ids are text, times are milliseconds since 1970-01-01 UTC, Booleans are 0 and 1, documents are JSON: what SQLite and PostgreSQL both have.

-- Accounts that signed in with Microsoft Entra, each one browser's.
CREATE TABLE accounts (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    -- Empty after signing out: nobody's, and there only for the connections that use it.
    owner TEXT NOT NULL,
    profile_id TEXT NOT NULL,
    name TEXT NOT NULL,
    login TEXT NOT NULL,
    -- Whose tokens they are; empty where unknown.
    tenant TEXT NOT NULL,
    -- How an application proves itself; null for a person.
    identity TEXT NULL,
    -- Both tokens (of an application what proves it instead of a refresh token), encrypted by Data Protection for this row; null when they can't be used any more.
    protected TEXT NULL,
    -- Why they can't.
    ended_by TEXT NULL,
    -- Counts how often the tokens were replaced, so that a response to an older one changes nothing.
    generation BIGINT NOT NULL,
    renew_at BIGINT NOT NULL,
    -- When the access token ends, a little later than it is renewed.
    expires_at BIGINT NOT NULL,
    signed_in_at BIGINT NOT NULL,
    used_at BIGINT NOT NULL,
    -- Renewals that failed for a transient reason: how many in a row, until when no node asks the provider again, and the problem to show (JSON).
    failures INTEGER NOT NULL DEFAULT 0,
    paused_until BIGINT NULL,
    failure TEXT NULL,
    -- When what the tokens are renewed by ends (refresh token, client secret, certificate), and who says so; null: no known end.
    ends_at BIGINT NULL,
    expiry_source TEXT NULL
);

-- A person has one account in a browser and a tenant.
CREATE UNIQUE INDEX accounts_person ON accounts (workspace_id, owner, profile_id, tenant) WHERE owner <> '';

-- The organizations that checks passed for with an account.
CREATE TABLE account_organizations (
    account_id TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    -- The name in lower case.
    organization TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (account_id, organization)
);

CREATE TABLE credentials (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    -- The only target that the secret is opened for.
    binding TEXT NOT NULL,
    -- Encrypted by Data Protection for this row and this binding; empty for an account, which has its own tokens.
    protected TEXT NOT NULL,
    account_id TEXT NULL REFERENCES accounts (id),
    -- 1 until a connection uses it.
    pending INTEGER NOT NULL,
    created_at BIGINT NOT NULL,
    -- When a token ends, and who says so; null: no known end, or an account's, which has its own.
    expires_at BIGINT NULL,
    expiry_source TEXT NULL
);

CREATE INDEX credentials_account ON credentials (account_id);
CREATE INDEX credentials_pending ON credentials (created_at) WHERE pending = 1;

CREATE TABLE connections (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    name TEXT NOT NULL,
    target TEXT NOT NULL,
    -- The target's, and the account's id in the collection: what makes a connection one of its kind.
    binding TEXT NOT NULL,
    account_id TEXT NOT NULL,
    credential_id TEXT NOT NULL REFERENCES credentials (id),
    facts TEXT NOT NULL,
    health TEXT NOT NULL,
    last_problem TEXT NULL,
    created_at BIGINT NOT NULL,
    checked_at BIGINT NOT NULL,
    health_since BIGINT NOT NULL,
    -- When the daily check is due, a time of the database's clock; null: not planned yet.
    next_check_at BIGINT NULL,
    -- Since when it isn't made any more: the credential was refused again and again.
    check_paused_at BIGINT NULL,
    -- Daily checks in a row whose credential was refused, and that found no answer.
    check_refusals INTEGER NOT NULL DEFAULT 0,
    check_outages INTEGER NOT NULL DEFAULT 0,
    -- When one of its profiles last had an event.
    last_event_at BIGINT NULL
);

CREATE INDEX connections_due ON connections (next_check_at);
CREATE UNIQUE INDEX connections_target ON connections (workspace_id, binding, account_id);
CREATE INDEX connections_credential ON connections (credential_id);

-- The credential that a connection had before its last replacement, with what was known by it: kept for a day, so that the replacement can be undone.
CREATE TABLE former_credentials (
    connection_id TEXT NOT NULL PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
    workspace_id TEXT NOT NULL,
    credential_id TEXT NOT NULL REFERENCES credentials (id) ON DELETE CASCADE,
    target TEXT NOT NULL,
    facts TEXT NOT NULL,
    kept_until BIGINT NOT NULL
);

CREATE INDEX former_credentials_credential ON former_credentials (credential_id);
CREATE INDEX former_credentials_age ON former_credentials (kept_until);

-- What changed about a connection's health, for people to read: a row for each change, not for each check.
CREATE TABLE connection_health (
    id TEXT NOT NULL PRIMARY KEY,
    connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    -- As of then.
    health TEXT NOT NULL,
    problem TEXT NULL,
    detail TEXT NULL
);

CREATE INDEX connection_health_connection ON connection_health (connection_id, at);

-- Connections that are being deleted: their hooks at Azure DevOps go first, and need the credential.
CREATE TABLE connection_removals (
    connection_id TEXT NOT NULL PRIMARY KEY REFERENCES connections (id) ON DELETE CASCADE,
    started_at BIGINT NOT NULL
);

CREATE TABLE profiles (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    connection_id TEXT NOT NULL REFERENCES connections (id),
    name TEXT NOT NULL,
    -- The name's key in the order in which people count.
    sort_name TEXT NOT NULL,
    repository_id TEXT NOT NULL,
    repository TEXT NOT NULL,
    project_id TEXT NOT NULL,
    project TEXT NOT NULL,
    default_branch TEXT NULL,
    branch TEXT NOT NULL,
    trigger_push INTEGER NOT NULL,
    trigger_pull_request INTEGER NOT NULL,
    trigger_drafts INTEGER NOT NULL DEFAULT 0,
    trigger_forks INTEGER NOT NULL DEFAULT 0,
    trigger_source TEXT NOT NULL,
    -- Why its repository can't be built now, as of the last daily check.
    repository_problem TEXT NULL,
    clone_url TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE INDEX profiles_connection ON profiles (connection_id);
CREATE INDEX profiles_workspace ON profiles (workspace_id, connection_id, sort_name, id);

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
CREATE INDEX drafts_age ON drafts (updated_at);
CREATE INDEX drafts_credential ON drafts (credential_id);
CREATE INDEX drafts_profile ON drafts (profile_id);

-- Service hooks: what is wanted at Azure DevOps, and what is known of it there. A row is written before the request that creates its
-- subscription, so that one without a response is looked for and not created twice.
CREATE TABLE hooks (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    project_id TEXT NOT NULL,
    repository_id TEXT NOT NULL,
    -- Project and repository as people know them, for receipts and messages.
    repository TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- 1 when an administrator creates it with a credential that we don't keep.
    by_administrator INTEGER NOT NULL DEFAULT 0,
    -- The id at Azure DevOps, and the status as Azure DevOps spells it.
    subscription TEXT NULL,
    status TEXT NULL,
    state TEXT NOT NULL,
    problem TEXT NULL,
    detail TEXT NULL,
    -- SHA-256 of the secrets that deliveries may carry, the one that was sent last first, back to the last one that Azure DevOps is known to have.
    secret_hashes TEXT NOT NULL DEFAULT '',
    -- Azure DevOps has the first: until when the others count. Null while that is unknown.
    older_secrets_until BIGINT NULL,
    created_at BIGINT NOT NULL,
    -- When the last request that creates or changes it was sent, with or without a response.
    sent_at BIGINT NULL,
    -- When the subscription was last read at Azure DevOps, and when that was last tried: later, where it failed.
    checked_at BIGINT NULL,
    tried_at BIGINT NULL,
    last_delivery_at BIGINT NULL,
    -- 1 when only an event makes it work, not a test: its events could not be used.
    awaits_event INTEGER NOT NULL DEFAULT 0,
    -- When polling last found a change that no delivery had reported.
    missed_at BIGINT NULL,
    -- When a delivery last had a wrong secret: a reason to check, not a verdict, because anybody can send one.
    mismatch_at BIGINT NULL,
    -- When it is tried (again), and how often it was tried in a row.
    next_try_at BIGINT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX hooks_wanted ON hooks (connection_id, repository_id, kind);

-- Few of many, and asked for by every dashboard.
CREATE INDEX hooks_broken ON hooks (workspace_id) WHERE state = 'Broken' OR state = 'Planned' AND problem = 'WebhookTargetLocal';

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

-- What hooks delivered, stored before the request is answered. An event that is delivered again finds its row.
CREATE TABLE deliveries (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
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

-- Builds to request from the build system. A profile has one for each key, whatever reports it and however often.
CREATE TABLE build_requests (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    dedupe_key TEXT NOT NULL,
    cause TEXT NOT NULL,
    ref TEXT NOT NULL,
    commit_id TEXT NOT NULL,
    pull_request INTEGER NULL,
    is_draft INTEGER NOT NULL DEFAULT 0,
    -- Of a pull request: whether its source is in a fork, and its branches.
    is_fork INTEGER NOT NULL DEFAULT 0,
    source_ref TEXT NULL,
    target_ref TEXT NULL,
    author TEXT NULL,
    title TEXT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    -- A time of the database's clock: of the next attempt, or until when a node has it; 0 at once.
    next_attempt_at BIGINT NULL,
    last_response TEXT NULL,
    created_at BIGINT NOT NULL
);

CREATE UNIQUE INDEX build_requests_once ON build_requests (profile_id, dedupe_key);
CREATE INDEX build_requests_profile ON build_requests (profile_id, created_at);
CREATE INDEX build_requests_due ON build_requests (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX build_requests_queued ON build_requests (profile_id) WHERE next_attempt_at IS NOT NULL;

-- The keys of build requests that were swept, so that nothing is built twice.
CREATE TABLE build_keys (
    profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    dedupe_key TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (profile_id, dedupe_key)
);

CREATE INDEX build_keys_age ON build_keys (created_at);

-- The hashes of the tokens that the build system clones with.
CREATE TABLE git_tokens (
    hash TEXT NOT NULL PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES build_requests (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);

CREATE INDEX git_tokens_request ON git_tokens (request_id);

-- A profile's recent events, for people to read.
CREATE TABLE profile_events (
    id TEXT NOT NULL PRIMARY KEY,
    profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NULL,
    -- Why it was not built, where that is a matter of what was chosen or of what is missing.
    skipped TEXT NULL,
    request_id TEXT NULL
);

CREATE INDEX profile_events_profile ON profile_events (profile_id, at);

-- The last known commits of the refs that a profile follows: its branch, and the sources of pull requests into it; those that are not built apart.
CREATE TABLE ref_heads (
    profile_id TEXT NOT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    ref TEXT NOT NULL,
    commit_id TEXT NOT NULL,
    PRIMARY KEY (profile_id, ref)
);

-- When a profile's refs were last polled. Without a row they never were: the refs that are there then trigger nothing.
CREATE TABLE polls (
    profile_id TEXT NOT NULL PRIMARY KEY REFERENCES profiles (id) ON DELETE CASCADE,
    polled_at BIGINT NOT NULL
);

-- Work that only one node does at a time. Each taking has the next fence; expires_at is a time of the database's clock.
CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    fence BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE last_fence (
    fence BIGINT NOT NULL
);

INSERT INTO last_fence (fence) VALUES (0);

-- Data Protection's keys, each wrapped by a key that is not in this database.
CREATE TABLE data_protection_keys (
    name TEXT NOT NULL PRIMARY KEY,
    xml TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- Who gets mail about a connection. Nothing but the question whether they want it is sent before they have confirmed.
CREATE TABLE notification_recipients (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    confirmed_at BIGINT NULL
);

CREATE INDEX notification_recipients_connection ON notification_recipients (connection_id);

-- What was last notified about something that can break or end.
CREATE TABLE notification_topics (
    connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    profile_id TEXT NULL REFERENCES profiles (id) ON DELETE CASCADE,
    -- 1 after trouble, 0 after its end.
    is_open INTEGER NOT NULL,
    level INTEGER NOT NULL,
    -- The end that was told, of a credential.
    ends_at BIGINT NULL,
    notified_at BIGINT NOT NULL,
    PRIMARY KEY (connection_id, topic)
);

CREATE INDEX notification_topics_profile ON notification_topics (profile_id);

-- Notifications that were sent, or are to be. An id says when it was made.
CREATE TABLE notifications (
    id TEXT NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    connection_id TEXT NULL REFERENCES connections (id) ON DELETE CASCADE,
    profile_id TEXT NULL,
    profile_name TEXT NULL,
    kind TEXT NOT NULL,
    problem TEXT NULL,
    channel TEXT NOT NULL,
    -- Of a mail.
    recipient_id TEXT NULL,
    address TEXT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at BIGINT NULL,
    response TEXT NULL,
    -- What waited for one address went in one message.
    message_id TEXT NULL,
    created_at BIGINT NOT NULL,
    ended_at BIGINT NULL
);

CREATE INDEX notifications_workspace ON notifications (workspace_id, id);
CREATE INDEX notifications_connection ON notifications (connection_id, id);
CREATE INDEX notifications_due ON notifications (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX notifications_recipient ON notifications (recipient_id, id) WHERE kind = 'Confirmation';
CREATE INDEX notifications_ended ON notifications (ended_at);

-- The audit trail: entries, each signed together with the one before it.
CREATE TABLE audit_entries (
    chain BIGINT NOT NULL,
    sequence BIGINT NOT NULL,
    at BIGINT NOT NULL,
    workspace_id TEXT NOT NULL,
    action TEXT NOT NULL,
    -- Who: the beginning of the browser's hash, and an account's name.
    browser TEXT NULL,
    account TEXT NULL,
    address TEXT NULL,
    -- What, by the names at the time. Not a reference: entries outlive it.
    connection_id TEXT NULL,
    connection_name TEXT NULL,
    profile_id TEXT NULL,
    profile_name TEXT NULL,
    -- Why it was refused; null when it was done.
    problem TEXT NULL,
    detail TEXT NULL,
    mac TEXT NOT NULL,
    PRIMARY KEY (chain, sequence)
);

CREATE INDEX audit_entries_workspace ON audit_entries (workspace_id, sequence);
CREATE INDEX audit_entries_connection ON audit_entries (connection_id, sequence);

-- A chain for each key; entries are appended to the last one.
CREATE TABLE audit_chains (
    number BIGINT NOT NULL PRIMARY KEY,
    -- The key of the signatures, encrypted by Data Protection.
    protected TEXT NOT NULL,
    -- What the first entry follows: the last one that was removed, or the head of the chain before.
    anchor_sequence BIGINT NOT NULL,
    anchor_mac TEXT NOT NULL,
    anchor_at BIGINT NOT NULL,
    anchor_signature TEXT NOT NULL,
    -- The last entry.
    head_sequence BIGINT NOT NULL,
    head_mac TEXT NOT NULL,
    head_signature TEXT NOT NULL
);
