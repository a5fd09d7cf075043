import { writeFileSync } from 'node:fs';
import type { ContentRef, PromptRow } from '../../../shared/contract.ts';
import type { MergePlan } from '../../../shared/contract/merge-calls.ts';
import { allFrom, type Conflict, conflictsOf } from '../../../shared/merge/conflicts.ts';
import { markedLines } from '../../../shared/merge/marked-text.ts';
import { type Choices, resolved } from '../../../shared/merge/resolve-merge.ts';
import { Refused, unwrap } from '../../../shared/reply.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { checkInput } from '../../check-input.ts';
import { commitMerge } from '../../merge/commit-merge.ts';
import { planMerge } from '../../merge/plan-merge.ts';
import { saveDraft } from '../../registry/edit-draft.ts';
import type { Registry } from '../../registry/registry.ts';
import { recordOf } from '../../snippets/record-snippets.ts';
import { ExitWith } from '../exit-with.ts';
import { findPrompt, findVersion, versionRef } from '../find-prompt.ts';
import { note, oneLine, paint, print, printJson, written } from '../output.ts';
import type { Session } from '../session.ts';
import { withSnippets } from '../with-snippets.ts';
import { counted } from '../words.ts';

type Options = { theirs: string; mine?: string; favour?: 'mine' | 'theirs'; message?: string; output?: string };
type Names = { base: string; mine: string; theirs: string };

/** Brings two versions together; with `--mine draft` the draft takes up a version. Throws `ExitWith(1)` where something is
 *  left to decide: nothing is written then but the file of `--output`. */
export async function merge(session: Session, [name]: [string], options: Options): Promise<void> {
  const registry = session.open();
  const prompt = findPrompt(registry, name);
  const refs = {
    mine: refOf(registry, prompt, options.mine ?? 'latest'),
    theirs: refOf(registry, prompt, options.theirs),
  };
  const plan = planMerge(registry, { promptId: prompt.id, ...refs });
  const names = namesOf(plan);
  const conflicts = conflictsOf(plan.merge);
  const choices = options.favour ? allFrom(plan.merge, options.favour) : {};
  if (options.output !== undefined) writeMarked(options.output, plan, choices, names, conflicts);
  if (conflicts.length > 0 && !options.favour) return refuseOpen(session, prompt, names, conflicts);
  const made = await finish(
    registry,
    prompt,
    plan,
    choices,
    options.message ?? `Merge ${names.theirs} into ${names.mine}`,
  );
  if (session.json) printJson({ name: prompt.name, ...made, ...names, decided: conflicts.length });
  else {
    const decided =
      conflicts.length === 0
        ? ''
        : `; ${counted(conflicts.length, 'conflict')} took what ${names[options.favour!]} says`;
    print(
      made.versionId === null
        ? `${prompt.name} draft, with ${names.theirs} merged into it${decided}`
        : `${prompt.name} ${versionWord(made.number)}, the merge of ${names.theirs} into ${names.mine}${decided}`,
    );
  }
}

function refOf(registry: Registry, prompt: PromptRow, text: string): ContentRef {
  if (text === 'draft' && !prompt.labels.some(({ label }) => label === 'draft')) return { kind: 'draft' };
  return { kind: 'version', versionId: findVersion(registry, prompt, versionRef(text)).id };
}

function namesOf({ base, mine, theirs }: MergePlan): Names {
  return { base: placeName(base, 'nothing'), mine: placeName(mine, 'draft'), theirs: placeName(theirs, 'draft') };
}

function placeName(place: { number: number | null } | null, other: string): string {
  return place ? versionWord(place.number) : other;
}

async function finish(
  registry: Registry,
  prompt: PromptRow,
  plan: MergePlan,
  choices: Choices,
  message: string,
): Promise<{ versionId: string | null; number: number | null }> {
  const content = resolved(plan.merge, choices);
  if (!plan.theirs) throw new Refused('usage', 'The draft is what is merged into: name it with --mine draft.');
  const promptId = prompt.id;
  if (plan.mine) {
    const input = {
      promptId,
      mine: plan.mine.versionId,
      theirs: plan.theirs.versionId,
      content,
      message,
      expectedHead: plan.head,
    };
    unwrap(checkInput('merge.commit', input));
    const snippets = await withSnippets(registry, (all) => recordOf(all, promptId, content));
    return commitMerge(registry, { ...input, snippets });
  }
  const input = { promptId, content, baseVersionId: plan.theirs.versionId, expectedRevision: plan.draftRevision };
  unwrap(checkInput('draft.save', input));
  saveDraft(registry, input);
  return { versionId: null, number: null };
}

function refuseOpen(session: Session, prompt: PromptRow, names: Names, conflicts: Conflict[]): void {
  if (session.json) printJson({ name: prompt.name, ...names, conflicts });
  else {
    note(
      `${names.theirs} does not merge into ${names.mine} of “${prompt.name}” by itself: ${counted(conflicts.length, 'conflict')}. Decide in the window, or with --favour.`,
    );
    print(conflicts.map((conflict) => conflictText(conflict, names)).join('\n'));
  }
  throw new ExitWith(1);
}

function conflictText(conflict: Conflict, names: Names): string {
  return [
    paint('cyan', `@@ ${oneLine(conflict.title)} @@`),
    ...sideText(' ', names.base, conflict.base).map((line) => paint('dim', line)),
    ...sideText('<', names.mine, conflict.mine),
    ...sideText('>', names.theirs, conflict.theirs),
  ].join('\n');
}

function sideText(sign: string, name: string, text: string | null): string[] {
  return text === null
    ? [`${sign}${name}: nothing`]
    : text.split('\n').map((line) => `${sign}${name}: ${written(line)}`);
}

/** The merged messages with what is open marked in them, for reading. */
function writeMarked(path: string, plan: MergePlan, choices: Choices, names: Names, conflicts: Conflict[]): void {
  const { messages } = resolved(plan.merge, choices, (conflict) => markedLines(conflict, names));
  const open = conflicts.filter(({ id, about }) => about !== 'text' && choices[id] === undefined);
  const said = open.map(
    ({ title, mine, theirs }) =>
      `# ${title}: ${names.mine} ${mine ?? 'nothing'}, ${names.theirs} ${theirs ?? 'nothing'}`,
  );
  const text = [...said, ...messages.map(({ role, text }) => `── ${role} ──\n${text}`)].join('\n\n');
  try {
    writeFileSync(path, `${text}\n`);
  } catch (error) {
    throw new Refused('cannot-write', `${path} cannot be written: ${(error as Error).message}.`);
  }
}
