import type { VersionRow } from '../../shared/contract.ts';
import { nameKey } from '../../shared/names.ts';
import { redactedWords } from '../../shared/redacted-words.ts';
import { parseTarget, printTarget, withName, type SnippetTarget } from '../../shared/snippet/reference.ts';
import type { Meaning } from '../../shared/snippet/snippet-set.ts';
import { near } from '../../shared/template/missing.ts';
import { versionWord } from '../../shared/version-word.ts';
import { idText } from '../registry/bytes.ts';
import type { Registry } from '../registry/registry.ts';
import { newestNumber, versionAt } from '../registry/version-queries.ts';
import type { FormerNames } from './former-names.ts';

/** The version that a target means now. */
export type FoundTarget = {
  target: SnippetTarget;
  promptId: string;
  name: string;
  isArchived: boolean;
  versionId: string;
  /** Null while it is pending. */
  number: number | null;
  /** Set where it was asked for by a former name: what to write today. */
  renamedTo?: string;
};

export type MissingTarget = Extract<Meaning, { node?: undefined }>;
export type Found = { found: FoundTarget; missing?: undefined } | { missing: MissingTarget; found?: undefined };

/** Prompts that a version's targets meant when it was committed, by target. */
export type Bound = ReadonlyMap<string, string>;

/**
 * What `target` means in this workspace. What a version's own record says it meant (`bound`) comes first, so that neither
 * a rename nor a name taken by another prompt changes what it says; then the prompt of that name; then the one that had
 * it before. A label that is not set never falls back.
 */
export function findTarget(registry: Registry, former: FormerNames, target: string, bound?: Bound): Found {
  const parsed = parseTarget(target);
  if (!parsed.target) return missing('bad-reference', parsed.problem);
  const prompt = findPrompt(registry, former, target, bound);
  if (!prompt) return missingPrompt(registry, parsed.target);
  const { promptId, isFormer } = prompt;
  const { name, archived, head } = registry.state.prompt(promptId)!;
  const version = versionFor(registry, promptId, head, parsed.target);
  if (version === null) return missingVersion(registry, promptId, name, head, parsed.target);
  const { redacted, ...meant } = version;
  if (redacted)
    return missing(
      'redacted',
      `The text of ${name} ${versionWord(version.number)} is gone. ${redactedWords(redacted)}.`,
    );
  const found = { target: parsed.target, promptId, name, isArchived: archived, ...meant };
  return { found: isFormer ? { ...found, renamedTo: withName(target, name) } : found };
}

/** The prompt that `target` asks for, and whether by a former name; null where there is none. */
export function findPrompt(
  registry: Registry,
  former: FormerNames,
  target: string,
  bound?: Bound,
): { promptId: string; isFormer: boolean } | null {
  const recorded = bound?.get(target);
  if (recorded !== undefined && registry.state.prompt(recorded)) return { promptId: recorded, isFormer: false };
  const key = nameKey(target.split('@', 1)[0]!);
  const current = registry.state.promptIdByKey(key);
  if (current !== undefined) return { promptId: current, isFormer: false };
  const before = former.promptOf(key);
  const row = before === null ? undefined : registry.statements.get<{ id: Buffer }>(BY_SEQ, before);
  return row ? { promptId: idText(row.id), isFormer: true } : null;
}

const BY_SEQ = 'SELECT id FROM prompts WHERE seq = ?';

function versionFor(
  registry: Registry,
  promptId: string,
  head: number,
  target: SnippetTarget,
): { versionId: string; number: number | null; redacted: VersionRow['redacted'] } | null {
  const prompt = registry.state.promptSeq(promptId)!;
  const label = 'label' in target ? target.label : null;
  const place = label === null ? (target as { number: number }).number : placeUnder(registry, prompt, head, label);
  const version = place === null ? null : versionAt(registry, prompt, place);
  // A pending version's place is no number yet: what asks for that number may mean another version once it is.
  if (label === null && version?.number === null) return null;
  return version && { versionId: version.id, number: version.number, redacted: version.redacted };
}

function placeUnder(registry: Registry, prompt: number, head: number, label: string): number | null {
  if (label === 'latest') return head;
  const row = registry.statements.get<{ number: number }>(
    'SELECT number FROM labels WHERE prompt = ? AND label = ?',
    prompt,
    label,
  );
  return row?.number ?? null;
}

const MOST_INSTEAD = 3;

function missingPrompt(registry: Registry, target: SnippetTarget): Found {
  const names = namesLike(registry, target.name);
  const question = names.length > 0 ? ` Did you mean ${names[0]}?` : '';
  const instead = names.map((name) => printTarget({ ...target, name }));
  return {
    missing: {
      code: 'missing-snippet',
      text: `There is no prompt called ${target.name}.${question}`,
      instead,
      create: target.name,
    },
  };
}

/** Prompts of almost this name, or of this name in a folder. */
function namesLike(registry: Registry, name: string): string[] {
  const key = nameKey(name);
  const live = [...registry.mirror.look().values()].filter((prompt) => !prompt.archived);
  const inFolder = live.filter((prompt) => prompt.key.endsWith(`/${key}`)).map((prompt) => prompt.name);
  const meant = near(
    name,
    live.map((prompt) => prompt.name),
  );
  return [...new Set([...(meant === null ? [] : [meant]), ...inFolder])].slice(0, MOST_INSTEAD);
}

function missingVersion(
  registry: Registry,
  promptId: string,
  name: string,
  head: number,
  target: SnippetTarget,
): Found {
  if (head === 0) return missing('missing-version', `${name} has no version yet, only a draft. Commit it first.`);
  const confirmed = newestNumber(registry, registry.state.promptSeq(promptId)!);
  const newest = printTarget(confirmed === null ? { name, label: 'latest' } : { name, number: confirmed });
  if ('number' in target)
    return missing(
      'missing-version',
      `${name} has no v${target.number}; ${confirmed === null ? 'its versions are pending' : `its newest version is v${confirmed}`}.`,
      [newest],
    );
  const labels = registry.statements.column<string>(
    'SELECT label FROM labels WHERE prompt = ? ORDER BY label',
    registry.state.promptSeq(promptId)!,
  );
  const meant = near(target.label, labels);
  const sorted = meant === null ? labels : [meant, ...labels.filter((label) => label !== meant)];
  const instead = [...sorted.slice(0, MOST_INSTEAD).map((label) => printTarget({ name, label })), newest];
  const others = labels.length === 0 ? 'it has no labels' : `its labels are ${labels.join(', ')}`;
  return missing('missing-label', `${name} has no version labelled “${target.label}”; ${others}.`, instead);
}

function missing(code: string, text: string, instead: string[] = []): Found {
  return { missing: { code, text, instead } };
}
