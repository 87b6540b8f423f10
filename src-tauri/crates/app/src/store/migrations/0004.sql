-- A draft that was handed in stands beside the one for the next version until its submission is live or over.
ALTER TABLE drafts ADD COLUMN parked TEXT;
DROP INDEX one_open_draft;
CREATE UNIQUE INDEX one_open_draft ON drafts (product) WHERE ended IS NULL AND parked IS NULL;
