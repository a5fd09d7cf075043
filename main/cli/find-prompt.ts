import type { PromptRow, Version, VersionRow } from '../../shared/contract.ts';
import { nameKey } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import { promptRows, promptRowsOf, promptSeq } from '../registry/prompt-queries.ts';
import type { Registry } from '../registry/registry.ts';
import { versionAt, versionById } from '../registry/version-queries.ts';
import { didYouMean } from './nearest.ts';

/** Which version is meant: by number, or by label. `latest` is the newest. */
export type VersionRef = { number: number } | { label: string };

/** What `NAME`, `NAME@LABEL` and `NAME@v3` say together with `--label` and `--version`. Throws `Refused('usage')` where they
 *  name two versions. */
export function readTarget(
  target: string,
  options: { label?: string; version?: number } = {},
): { name: string; ref: VersionRef | null } {
  const at = target.lastIndexOf('@'); // no name holds one
  const refs: VersionRef[] = [];
  if (at >= 0) refs.push(versionRef(target.slice(at + 1)));
  if (options.version !== undefined) refs.push({ number: options.version });
  if (options.label !== undefined) refs.push({ label: options.label });
  if (refs.length > 1) throw new Refused('usage', 'A version is named once: by “@”, by --label or by --version.');
  return { name: at < 0 ? target : target.slice(0, at), ref: refs[0] ?? null };
}

/** `v3` and `3` are numbers, since no label may read so; anything else is a label. */
export function versionRef(text: string): VersionRef {
  const number = versionNumber(text);
  return number === null ? { label: text } : { number };
}

export function versionNumber(text: string): number | null {
  return /^v?\d{1,9}$/.test(text) ? Number(text.replace('v', '')) : null;
}

/** Throws `Refused('no-prompt')`, with the names that come near. */
export function findPrompt(registry: Registry, name: string): PromptRow {
  const id = registry.state.promptIdByKey(nameKey(name));
  const [prompt] = id === undefined ? [] : promptRowsOf(registry, [id]);
  if (prompt) return prompt;
  const names = promptRows(registry).map((row) => row.name);
  throw new Refused('no-prompt', `There is no prompt called “${name}”.${didYouMean(name, names)}`);
}

/** Throws `Refused('no-version' | 'no-label')`. A label that is not there never falls back to another version. */
export function findVersion(registry: Registry, prompt: PromptRow, ref: VersionRef): VersionRow {
  const place = placeOf(prompt, ref);
  const version = versionAt(registry, promptSeq(registry, prompt.id), place);
  const isNamed = 'number' in ref && version?.number !== place; // a pending version has no number to be named by
  if (version && !isNamed) return version;
  if (prompt.head + prompt.pending === 0)
    throw new Refused('no-version', `“${prompt.name}” has no version yet, only a draft.`);
  throw new Refused('no-version', `“${prompt.name}” has no v${place}; ${whatThereIs(prompt)}.`);
}

function whatThereIs({ head, pending }: PromptRow): string {
  const waiting = pending === 1 ? 'a pending one' : `${pending} pending ones`;
  if (head === 0) return `it has only ${waiting}, without a number yet`;
  return `its newest version is v${head}${pending === 0 ? '' : `, besides ${waiting}`}`;
}

export function readVersion(registry: Registry, prompt: PromptRow, ref: VersionRef): Version {
  const { prompt: _prompt, place: _place, ...version } = versionById(registry, findVersion(registry, prompt, ref).id);
  return version;
}

/** Where the version stands in the prompt's history on this device; see `versionAt`. */
function placeOf(prompt: PromptRow, ref: VersionRef): number {
  if ('number' in ref) return ref.number;
  if (ref.label === 'latest') return prompt.head + prompt.pending;
  const found = prompt.labels.find(({ label }) => label === ref.label);
  if (found) return found.number;
  const labels = prompt.labels.map(({ label }) => label);
  const others = labels.length === 0 ? 'it has no labels' : `its labels are ${labels.join(', ')}`;
  throw new Refused('no-label', `“${prompt.name}” has no version labelled “${ref.label}”; ${others}.`);
}
