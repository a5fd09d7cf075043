/** Members, devices, policies, reviews and what else of the state is small: found by kind and key, written by the fold
 *  alone. Who committed a version decides who may approve it. */
export const sql = `
CREATE TABLE team (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,         -- of one or more words; the first finds those that belong together
  row TEXT NOT NULL,         -- canonical JSON
  PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;

ALTER TABLE versions ADD COLUMN member BLOB;
`;
