-- Add-ons and flights are products with an app above them.
ALTER TABLE products ADD COLUMN parent TEXT;
CREATE INDEX products_by_parent ON products (parent, position);

-- The open submission that a draft was begun from and goes on with; its base is then that submission, not what is live.
ALTER TABLE drafts ADD COLUMN adopted TEXT;

-- When the add-ons and the flights of an app were last read whole.
CREATE TABLE parts_read (app TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (app, kind)) STRICT;

-- Acts that wait for their hold. A row that is still here at the next start was
-- never sent, unless its call had begun.
CREATE TABLE held (id TEXT PRIMARY KEY, at TEXT NOT NULL, act TEXT NOT NULL, product_name TEXT NOT NULL, sending INTEGER NOT NULL DEFAULT 0) STRICT;

-- What a person confirmed by hand because no call shows it; one word a product and matter.
CREATE TABLE confirmed (product TEXT NOT NULL, matter TEXT NOT NULL, word TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (product, matter)) STRICT;

-- What Vitrine did and asked, newest last; old rows go.
CREATE TABLE activity (id INTEGER PRIMARY KEY, at TEXT NOT NULL, account TEXT, product TEXT, record TEXT NOT NULL) STRICT;
CREATE INDEX activity_by_product ON activity (product, id);
