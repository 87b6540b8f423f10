-- The table of price tiers that a person downloaded for an account: amounts that no call returns.
CREATE TABLE price_tables (
  account TEXT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
  file TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  content TEXT NOT NULL
) STRICT;
