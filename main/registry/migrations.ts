import { sql as logAndState } from './migrations/001-log-and-state.ts';
import { sql as inputSets } from './migrations/002-input-sets.ts';
import { sql as divergedVersions } from './migrations/003-diverged-versions.ts';
import { sql as team } from './migrations/004-team.ts';
import { sql as segmentsAndPending } from './migrations/005-segments-and-pending.ts';

/** Every step from an empty file to today's tables, in order; `user_version` counts those that were taken. A step that
 *  has been released is never edited: a change is a further file. */
export const migrations: readonly string[] = [logAndState, inputSets, divergedVersions, team, segmentsAndPending];

/** Marks the file as Galley's (SQLite's application_id): 'GALY'. */
export const APPLICATION_ID = 0x47414c59;
