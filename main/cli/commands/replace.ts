import type { TextGroup } from '../../../shared/contract/text-calls.ts';
import { Refused } from '../../../shared/reply.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { commitVersion } from '../../registry/commit-version.ts';
import type { Registry } from '../../registry/registry.ts';
import { editTexts } from '../../text/edit-text.ts';
import { findInTexts, type FindOptions } from '../find-in-texts.ts';
import { note, paint, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

type Options = FindOptions & { dryRun?: boolean; message?: string };
type Done = { name: string; replaced: number; number?: number | null };

/** Changes drafts, and begins them where there are none; with a message each is committed, but for those that were drafts
 *  before: what else is in them is not this command's to commit. */
export async function replace(
  session: Session,
  [pattern, replacement, prefix]: [string, string, string | undefined],
  options: Options,
): Promise<void> {
  const registry = session.open();
  const groups = await findInTexts(registry, pattern, prefix, options, replacement);
  if (options.dryRun) return preview(session, groups);
  const { edited, refused } = editTexts(registry, groups.map(editsOf));
  const byId = new Map(groups.map((group) => [group.promptId, group]));
  const done = edited.map(({ promptId, draftRevision, edits }): Done => {
    const group = byId.get(promptId)!;
    const number = options.message === undefined ? undefined : commit(registry, group, draftRevision, options.message);
    return { name: group.name, replaced: edits.length, ...(number === undefined ? {} : { number }) };
  });
  if (session.json) printJson({ done, refused: refused.map(({ text }) => text) });
  else if (done.length === 0) note('No prompt holds this.');
  else print(done.map(sentence).join('\n'));
  for (const { name, more } of groups)
    if (more) note(`“${name}” holds more matches than are replaced at once; run this again.`);
  if (refused.length > 0) throw new Refused('stale-draft', refused.map(({ text }) => text).join(' '));
}

function editsOf({ promptId, headId, draftRevision, hits }: TextGroup): Parameters<typeof editTexts>[1][number] {
  const edits = hits.map(({ message, from, to, match, insert = '' }) => ({ message, from, to, expect: match, insert }));
  return { promptId, headId, draftRevision, edits };
}

function commit(registry: Registry, group: TextGroup, revision: number, message: string): number | null | undefined {
  if (group.draftRevision > 0 || revision === 0) return undefined;
  const { promptId, headId } = group;
  return commitVersion(registry, { promptId, message, expectedHead: headId, draftRevision: revision }).number;
}

function sentence({ name, replaced, number }: Done): string {
  const times = replaced === 1 ? 'once' : `${replaced} times`;
  return `${name}${number === undefined ? ', draft' : ` ${versionWord(number)}`}: replaced ${times}`;
}

function preview(session: Session, groups: readonly TextGroup[]): void {
  if (session.json) return printJson(groups);
  if (groups.length === 0) return note('No prompt holds this.');
  const lines = groups.flatMap(({ name, hits }) =>
    hits.flatMap(({ message, line, before, match, after, insert = '' }) => [
      `${paint('bold', name)}:${message + 1}:${line}`,
      paint('red', `- ${before}${match}${after}`),
      paint('green', `+ ${before}${insert}${after}`),
    ]),
  );
  print(lines.join('\n'));
}
