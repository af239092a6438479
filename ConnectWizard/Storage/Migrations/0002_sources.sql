-- Where a connection leads: a server of one's own, or Azure DevOps Services.
ALTER TABLE connections ADD COLUMN provider TEXT NOT NULL DEFAULT 'Server';

-- How pushes come to be known. Profiles from before there were webhooks go on without.
ALTER TABLE profiles ADD COLUMN trigger_source TEXT NOT NULL DEFAULT 'None';

-- Who does now what only one may do at a time, on whichever node.
CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
