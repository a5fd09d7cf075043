/** Versions that nothing builds on although newer ones are there: the library marks their prompts, and asking the log for
 *  them would read all of it. Kept by the fold's effects (see sqlite-state.ts); the newest version is never among them. */
export const sql = `
CREATE TABLE diverged (
  prompt INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (prompt, number)
) STRICT, WITHOUT ROWID;

INSERT INTO diverged
  SELECT v.prompt, v.number
  FROM versions v JOIN prompts p ON p.seq = v.prompt JOIN changes c ON c.seq = v.seq
  WHERE v.number < p.head
    AND v.seq NOT IN (SELECT parent FROM changes WHERE parent IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM changes m WHERE m.merged IS NOT NULL AND m.prompt = v.prompt AND instr(m.merged, c.version) > 0);
`;
