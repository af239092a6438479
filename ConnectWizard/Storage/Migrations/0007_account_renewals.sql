-- How long an access token is good, which is a little longer than it is given out without asking for a newer one.
ALTER TABLE accounts ADD COLUMN expires_at BIGINT NOT NULL DEFAULT 0;
UPDATE accounts SET expires_at = renew_at;

-- Renewals that failed for reasons that pass: how many in a row, until when no node asks the provider again, and what is told meanwhile (JSON).
ALTER TABLE accounts ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN paused_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE accounts ADD COLUMN failure TEXT NULL;
