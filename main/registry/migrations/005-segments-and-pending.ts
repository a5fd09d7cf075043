/** What a remote adds to the log: the signed segments its places come from, and this device's own changes that have no
 *  place yet. Those lie in `changes` from seq 2^40 on; their effects are in the state and can be taken back. */
export const sql = `
-- What a segment is put together from again, with the changes it holds: the chain is over headers.
CREATE TABLE segments (
  number INTEGER PRIMARY KEY,
  header TEXT NOT NULL,      -- canonical JSON, as it was signed
  signature BLOB NOT NULL,
  seed BLOB NOT NULL,        -- what the lines' salts are made from
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL, -- one less than first_seq where none of its lines took a place
  odd TEXT                   -- lines that took no place: JSON of [index from 0, text]
) STRICT;
CREATE INDEX segments_by_seq ON segments (last_seq);

-- What takes a pending change back.
CREATE TABLE undo (
  seq INTEGER PRIMARY KEY,
  effects TEXT NOT NULL
) STRICT;

-- Changes that had no effect at their place, and why.
CREATE TABLE refused (
  seq INTEGER PRIMARY KEY,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  details TEXT
) STRICT;

-- Versions whose content was taken out, and the id that cannot be worked out any more.
CREATE TABLE redacted (
  seq INTEGER PRIMARY KEY,
  version_id TEXT NOT NULL
) STRICT;

-- This device's own: where it stands with the remote.
CREATE TABLE sync (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Which prompts the last rebases wrote, as seqs; NULL for many. Caches go by it.
CREATE TABLE rebases (
  epoch INTEGER PRIMARY KEY,
  prompts TEXT
) STRICT;

-- What hangs on a pending change, and follows it to its place.
CREATE INDEX changes_pending_by_prompt ON changes (prompt) WHERE seq >= 1099511627776;
CREATE INDEX changes_pending_by_parent ON changes (parent) WHERE seq >= 1099511627776;
`;
