-- The first form. Documents are JSON; only what is searched has a column.

CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

CREATE TABLE accounts (id TEXT PRIMARY KEY, position INTEGER NOT NULL, record TEXT NOT NULL) STRICT;

-- What the list call said of a product, and what was seen of it since.
CREATE TABLE products (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  listed TEXT NOT NULL,
  seen TEXT NOT NULL
) STRICT;
CREATE INDEX products_by_account ON products (account, position);

-- The last published submission as the service gave it, secrets cut out.
CREATE TABLE live (product TEXT PRIMARY KEY, submission TEXT NOT NULL, document TEXT NOT NULL, read_at TEXT NOT NULL, since TEXT) STRICT;

-- Submissions that this computer created, to tell them from others'.
CREATE TABLE made_here (submission TEXT PRIMARY KEY, product TEXT NOT NULL, draft TEXT, made_at TEXT NOT NULL, sent TEXT) STRICT;

-- A draft: `base` is what was live when it began, `document` the text at `checkpoint`; later edits are in the journal.
CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  product TEXT NOT NULL,
  base_submission TEXT NOT NULL,
  base TEXT NOT NULL,
  document TEXT NOT NULL,
  checkpoint INTEGER NOT NULL,
  position INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  saved_at TEXT NOT NULL,
  mark TEXT NOT NULL,
  guide TEXT,
  ended TEXT
) STRICT;
CREATE INDEX drafts_by_product ON drafts (product);
CREATE UNIQUE INDEX one_open_draft ON drafts (product) WHERE ended IS NULL;

-- One row an act: `edits` do it, `inverse` undoes it. Rows after the draft's `position` can be redone.
CREATE TABLE journal (
  draft TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  at TEXT NOT NULL,
  edits TEXT NOT NULL,
  inverse TEXT NOT NULL,
  PRIMARY KEY (draft, sequence)
) STRICT;

-- Files taken in. The path never leaves this table and the core.
CREATE TABLE files (id TEXT PRIMARY KEY, draft TEXT, path TEXT NOT NULL, bytes INTEGER NOT NULL, modified TEXT NOT NULL, card TEXT NOT NULL) STRICT;
CREATE INDEX files_by_picture ON files (json_extract(card, '$.thumb'));

CREATE TABLE jobs (id TEXT PRIMARY KEY, product TEXT NOT NULL, draft TEXT NOT NULL, status TEXT NOT NULL, record TEXT NOT NULL, updated_at TEXT NOT NULL, dismissed INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE snapshots (id TEXT PRIMARY KEY, product TEXT NOT NULL, at TEXT NOT NULL, record TEXT NOT NULL, document TEXT NOT NULL) STRICT;
CREATE INDEX snapshots_by_product ON snapshots (product, at);
