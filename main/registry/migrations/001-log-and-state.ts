/** The log, the state folded from it, and what belongs to this device alone. */
export const sql = `
-- The log: every shared write, in order. What a change names (its prompt, the version it builds on) is kept as a seq,
-- and a version's content apart from its body (see version-body.ts); both are put back when it is read.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  kind INTEGER NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  prompt INTEGER,            -- seq of the change that made the prompt
  version BLOB,              -- id of the version this change makes
  parent INTEGER,            -- seq of the version it builds on
  merged BLOB,               -- ids of further parents, 32 bytes each
  origin_author TEXT,        -- who wrote it and when, where it was imported
  origin_at INTEGER,
  body TEXT NOT NULL,        -- canonical JSON of the rest
  depth INTEGER,             -- how many contents lie between this one and its keyframe
  content BLOB               -- NULL where it lies in the keyframe, which is then depth changes back
) STRICT;
-- Eight bytes find a version as surely as thirty-two, in a third of the space; the rest is compared in the row.
CREATE INDEX changes_by_version ON changes (substr(version, 1, 8)) WHERE version IS NOT NULL;

-- State: a pure fold of the log. Nothing here is written but by the fold.
CREATE TABLE workspace (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id BLOB NOT NULL,
  name TEXT NOT NULL,
  require_message INTEGER NOT NULL
) STRICT;

CREATE TABLE prompts (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  tags TEXT NOT NULL,
  archived INTEGER NOT NULL,
  head INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE versions (
  prompt INTEGER NOT NULL,
  number INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (prompt, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE labels (
  prompt INTEGER NOT NULL,
  label TEXT NOT NULL,
  number INTEGER NOT NULL,
  move INTEGER NOT NULL,     -- seq of the change that put it there
  PRIMARY KEY (prompt, label)
) STRICT, WITHOUT ROWID;

CREATE TABLE releases (
  prompt INTEGER NOT NULL,
  label TEXT NOT NULL,
  move INTEGER NOT NULL,
  from_number INTEGER,
  to_number INTEGER,
  replaced INTEGER,          -- seq of the move it replaced
  PRIMARY KEY (prompt, label, move)
) STRICT, WITHOUT ROWID;
CREATE INDEX releases_by_move ON releases (move);

-- Search over what prompts say now. It only finds which prompts hold the letters (search.ts reads the text itself, and
-- ranks), so it keeps neither words, which are in the log, nor places: a sixth of the size. What goes in is folded
-- already (search-text.ts).
CREATE VIRTUAL TABLE heads_fts USING fts5 (name, text, content='', contentless_delete=1, detail=none, tokenize='trigram case_sensitive 1');
-- Bytes gathered in memory before a piece of index is written: an import makes fewer pieces, a quarter smaller in all.
INSERT INTO heads_fts (heads_fts, rank) VALUES ('hashsize', 8000000);

-- This device's own.
CREATE TABLE drafts (
  prompt INTEGER PRIMARY KEY,
  base INTEGER,              -- number of the version it was begun from
  revision INTEGER NOT NULL,
  saved_at INTEGER NOT NULL,
  content TEXT NOT NULL      -- last: it may be long, and the others are read without it
) STRICT;
CREATE TABLE inputs (
  prompt INTEGER PRIMARY KEY,
  vals TEXT NOT NULL
) STRICT;
CREATE TABLE local_settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`;
