/** Several named sets of values a prompt, where there was one. */
export const sql = `
CREATE TABLE input_sets (
  prompt INTEGER NOT NULL,
  id TEXT NOT NULL,
  name TEXT NOT NULL,
  place INTEGER NOT NULL,    -- from 0, in the order they are shown
  chosen INTEGER NOT NULL,   -- 1 for the set that is filled in, one a prompt
  vals TEXT NOT NULL,
  PRIMARY KEY (prompt, id)
) STRICT, WITHOUT ROWID;
INSERT INTO input_sets
  SELECT prompt,
    lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-a' ||
      substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    'Inputs 1', 0, 1, vals
  FROM inputs;
DROP TABLE inputs;
`;
