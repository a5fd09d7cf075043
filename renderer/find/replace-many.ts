import type { TextEdit, TextGroup } from '../../shared/contract/text-calls.ts';
import { flushDrafts } from '../prompt/open-prompts.ts';
import { call } from '../state/client.ts';
import { hitKey } from './find-search.ts';

/** What takes a replacement back: edits of the drafts it made. */
export type Undo = { promptId: string; headId: string | null; draftRevision: number; edits: TextEdit[] };
export type Replaced = {
  prompts: number;
  places: number;
  committed: number;
  undo: Undo[];
  /** Sentences about prompts that were left alone. */
  refused: string[];
};

const AT_ONCE = 10; // prompts a call: each is written to the disk

/** Changes the places that are not in `unticked`, in drafts. With a message each prompt that had no draft is committed. */
export async function replaceMany(
  groups: readonly TextGroup[],
  unticked: ReadonlySet<string>,
  message: string | null,
  onProgress: (done: number) => void,
): Promise<Replaced> {
  const done: Replaced = { prompts: 0, places: 0, committed: 0, undo: [], refused: [] };
  const wanted = groups.map((group) => editsOf(group, unticked)).filter(({ edits }) => edits.length > 0);
  const byId = new Map(groups.map((group) => [group.promptId, group]));
  await flushDrafts(); // what was typed since makes its prompt refuse, and is not lost
  for (let at = 0; at < wanted.length; at += AT_ONCE) {
    const reply = await call('text.edit', { prompts: wanted.slice(at, at + AT_ONCE) });
    if (!reply.ok) {
      done.refused.push(reply.error.message);
      break;
    }
    done.refused.push(...reply.value.refused.map(({ text }) => text));
    for (const { promptId, draftRevision, edits } of reply.value.edited) {
      const group = byId.get(promptId)!;
      done.prompts++;
      done.places += edits.length;
      if (message !== null && group.draftRevision === 0 && draftRevision > 0)
        await commit(done, group, draftRevision, message);
      else done.undo.push({ promptId, headId: group.headId, draftRevision, edits });
    }
    onProgress(Math.min(at + AT_ONCE, wanted.length));
  }
  return done;
}

function editsOf(group: TextGroup, unticked: ReadonlySet<string>): Undo {
  const { promptId, headId, draftRevision, hits } = group;
  const edits = hits
    .filter((hit) => !unticked.has(hitKey(group, hit)))
    .map(({ message, from, to, match, insert = '' }) => ({ message, from, to, expect: match, insert }));
  return { promptId, headId, draftRevision, edits };
}

async function commit(done: Replaced, group: TextGroup, draftRevision: number, message: string): Promise<void> {
  const { promptId, headId, name } = group;
  const reply = await call('version.commit', { promptId, message, expectedHead: headId, draftRevision });
  if (reply.ok) done.committed++;
  else done.refused.push(`“${name}” stays a draft: ${reply.error.message}`);
}

/** Takes the changes back where nothing was written since; answers why not, where not. */
export async function undoMany(undo: readonly Undo[]): Promise<string[]> {
  const refused: string[] = [];
  await flushDrafts();
  for (let at = 0; at < undo.length; at += AT_ONCE) {
    const reply = await call('text.edit', { prompts: undo.slice(at, at + AT_ONCE) });
    if (reply.ok) refused.push(...reply.value.refused.map(({ text }) => text));
    else refused.push(reply.error.message);
  }
  return refused;
}
