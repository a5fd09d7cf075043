/** The log, the state folded from it, and what belongs to this device alone. */
export const sql = `
-- The log: every shared write, in order. A version's content stands apart from its body (see version-body.ts);
-- the prompt and parents a change names are kept as numbers and bytes and put back when it is read.
CREATE TABLE changes (
  seq INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  kind INTEGER NOT NULL,
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  prompt INTEGER,            -- seq of the change that made the prompt
  parents BLOB,              -- 32 bytes a parent version
  body TEXT NOT NULL,        -- canonical JSON of the rest
  base INTEGER,              -- seq of the version this content leans on; NULL for a keyframe
  depth INTEGER,             -- how many bodies lie between this one and its keyframe
  content BLOB
) STRICT;

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
  id BLOB NOT NULL UNIQUE,
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

-- Search over what prompts say now. Contentless: the words are in the log already.
CREATE VIRTUAL TABLE heads_fts USING fts5 (name, text, content='', contentless_delete=1, tokenize='trigram');

-- This device's own.
CREATE TABLE drafts (
  prompt INTEGER PRIMARY KEY,
  content TEXT NOT NULL,
  base INTEGER,              -- number of the version it was begun from
  revision INTEGER NOT NULL,
  saved_at INTEGER NOT NULL
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
