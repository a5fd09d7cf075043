import type { LossReport } from '../../shared/interchange.ts';
import { MAX_NAME_LENGTH, nameKey, nameProblem } from '../../shared/names.ts';
import { newId } from '../../shared/ids.ts';
import { Frame } from '../registry/change-log.ts';
import { tagPrompts } from '../registry/edit-prompts.ts';
import type { Registry } from '../registry/registry.ts';
import { versionRows } from '../registry/version-queries.ts';
import { applyLabels } from './apply-labels.ts';
import { placeOf, type LossList } from './loss-list.ts';
import { runs, type PreparedPrompt, type PreparedVersion } from './prepare.ts';

export type ApplyOptions = {
  folder: string;
  /** Called after each prompt; may throw to stop the import, which then adds nothing. */
  onProgress?: (prompts: number) => void;
};

/**
 * Adds what `prompts` carries to the workspace, in one transaction: all of it, or nothing where anything throws.
 *
 * What is there already is not added again. A carried version is looked for among the prompt's versions, in order, by its
 * content; the ones not found are committed on top of the newest. So the same file twice adds nothing, also when the
 * prompt was edited or its labels were moved in between. A label that stands elsewhere already is left there and noted.
 */
export function applyPrepared(
  registry: Registry,
  prompts: Iterable<PreparedPrompt>,
  losses: LossList,
  options: ApplyOptions,
): LossReport {
  const counts = { prompts: 0, versions: 0, unchanged: 0 };
  const taken: Taken = new Map();
  let done = 0;
  const source = prompts[Symbol.iterator]();
  const add = (): void => {
    for (let next = first; next.done !== true; next = source.next()) {
      const prompt = next.value;
      const added = applyPrompt(registry, prompt, nameIn(options.folder, prompt, taken, losses), losses);
      if (added) {
        counts.prompts += Number(added.isNew);
        counts.versions += added.versions;
        if (!added.isNew && added.versions === 0) counts.unchanged += 1;
      }
      options.onProgress?.((done += 1));
    }
  };
  // Reading a large file up to its first prompt may take a while: others may write meanwhile.
  const first = source.next();
  try {
    registry.transaction(add);
  } finally {
    source.return?.();
  }
  return { ...counts, skipped: losses.skipped, losses: losses.shown, lossCount: losses.count };
}

/** The keys of names that the import has given, and how often each was asked for. */
type Taken = Map<string, number>;

/** The name the prompt gets here: below the chosen folder, and told apart from an earlier one of the same import. */
function nameIn(folder: string, carried: PreparedPrompt, taken: Taken, losses: LossList): string {
  const name = folder === '' ? carried.name : `${folder}/${carried.name}`;
  const key = nameKey(name);
  let times = taken.get(key) ?? 0;
  let own = name;
  for (; taken.has(nameKey(own)); own = `${name} ${times}`) times += 1;
  taken.set(key, times || 1);
  taken.set(nameKey(own), taken.get(nameKey(own)) ?? 1);
  if (own === name) return name;
  losses.add({
    ...placeOf(carried),
    severity: 'note',
    text: `The name stands more than once; this prompt is called “${own}”.`,
  });
  return own;
}

type Added = { isNew: boolean; versions: number };

/** Null where the prompt was passed over, which is then in `losses`. */
function applyPrompt(registry: Registry, carried: PreparedPrompt, name: string, losses: LossList): Added | null {
  const problem = nameProblem(name);
  if (problem) {
    const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name;
    losses.add({ ...placeOf(carried), prompt: shown.slice(0, MAX_NAME_LENGTH), severity: 'error', text: problem });
    return null;
  }
  const existing = registry.state.promptIdByKey(nameKey(name));
  const promptId = existing ?? create(registry, name, carried);
  if (existing && registry.state.prompt(existing)!.archived && !carried.archived)
    losses.add({
      ...placeOf(carried),
      severity: 'note',
      text: 'A prompt of this name is archived here and stays archived.',
    });
  if (existing) tagPrompts(registry, [existing], carried.tags, []);
  const { ids, added } = commitMissing(registry, promptId, carried, existing !== undefined);
  applyLabels(registry, { promptId, isNew: !existing, carried, ids }, losses);
  if (!existing && carried.archived) registry.record({ kind: 'prompt.archived', body: { promptId } });
  return { isNew: !existing, versions: added };
}

function create(registry: Registry, name: string, carried: PreparedPrompt): string {
  const promptId = newId();
  const tags = [...new Set(carried.tags)].toSorted();
  registry.record({ kind: 'prompt.created', body: { promptId, name, ...(tags.length > 0 ? { tags } : {}) } });
  return promptId;
}

/** Commits the versions that are not there yet. Gives the id each carried version has now, and how many are new. */
function commitMissing(
  registry: Registry,
  promptId: string,
  { versions, frames }: PreparedPrompt,
  exists: boolean,
): { ids: string[]; added: number } {
  const there = exists ? contentsOf(registry, promptId) : [];
  let next = 0;
  const plan = versions.map((version): Planned => {
    const found = there.findIndex((one, at) => at >= next && one.text === version.text);
    if (found >= 0) next = found + 1;
    return { ...version, id: there[found]?.id ?? null };
  });
  const missing = plan.filter((one) => one.id === null);
  let head = there.at(-1)?.id;
  const packed = missing.length === versions.length ? frames.map((frame) => Frame.from(frame)) : [];
  for (const [at, run] of [...runs(missing)].entries()) {
    const frame = run.length < 2 ? undefined : (packed[at] ?? Frame.of(run.map((one) => one.text)));
    for (const one of run) {
      const parents = one.parents?.map((index) => plan[index]?.id ?? null) ?? [head ?? null];
      head = one.id = commit(registry, promptId, one, parents, frame);
    }
  }
  return { ids: plan.map((one) => one.id!), added: missing.length };
}

/** `id` is null until the version is in the workspace. */
type Planned = PreparedVersion & { id: string | null };

function commit(
  registry: Registry,
  promptId: string,
  one: Planned,
  parents: (string | null)[],
  frame: Frame | undefined,
): string {
  const { message, author, committedAt, snippets } = one;
  const origin = author === undefined && committedAt === undefined ? undefined : { author, committedAt };
  const known = parents.filter((id) => id !== null);
  const body = { promptId, parents: known, message, ...(origin ? { origin } : {}), ...(snippets ? { snippets } : {}) };
  const { effects } = registry.record({ kind: 'version.committed', body, content: one.text }, frame);
  return effects.find((effect) => effect.table === 'version')!.row.id;
}

/** Oldest first. */
function contentsOf(registry: Registry, promptId: string): { id: string; text: string }[] {
  return versionRows(registry, registry.state.promptSeq(promptId)!)
    .toReversed()
    .map(({ id }) => ({ id, text: registry.log.content(registry.state.versionSeq(promptId, id)!) }));
}
