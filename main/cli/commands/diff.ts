import type { ContentRef, PromptRow } from '../../../shared/contract.ts';
import { compareContent } from '../../../shared/diff/compare-content.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { promptPatch } from '../../interchange/prompt-patch.ts';
import { type ReadSide, readTexts } from '../../registry/compared-sides.ts';
import type { Registry } from '../../registry/registry.ts';
import { diffText } from '../diff-text.ts';
import { ExitWith } from '../exit-with.ts';
import { findPrompt, findVersion, readTarget, versionRef } from '../find-prompt.ts';
import { note, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

type Options = { with?: string; patch?: boolean; word?: boolean; ignoreWhitespace?: boolean; exitCode?: boolean };

/** Throws `ExitWith(1)` under `--exit-code` where anything differs. */
export function diff(session: Session, [name, from, to]: [string, string, string], options: Options): void {
  const registry = session.open();
  const prompt = findPrompt(registry, name);
  const left = findSide(registry, prompt, from);
  const right = findSide(registry, options.with === undefined ? prompt : findPrompt(registry, options.with), to);
  const sides = readTexts(registry, { promptId: prompt.id, left: left.ref, right: right.ref });
  const names = [nameOf(sides.left, left.label), nameOf(sides.right, right.label)] as const;
  const compared = compareContent(sides.left.content, sides.right.content, {
    ignoreWhitespace: options.ignoreWhitespace ?? false,
  });
  const said = { ...compared, sides: { left: sides.left.side, right: sides.right.side } };
  if (options.patch) printPatch(session, promptPatch(sides.left.prompt, sides.left.content, sides.right.content));
  else if (session.json) printJson(said);
  else if (compared.same) note(`${names[0]} and ${names[1]} say the same.`);
  else print(diffText(compared, ...names, { word: options.word ?? false }));
  if (options.exitCode && !compared.same) throw new ExitWith(1);
}

type Side = { ref: ContentRef; label: string | null };

/** `v3`, a label or `draft` of `prompt`; `OTHER@…` is of another. */
function findSide(registry: Registry, prompt: PromptRow, text: string): Side {
  if (text.includes('@')) {
    const { name, ref } = readTarget(text.replace(/@draft$/, ''));
    const other = findPrompt(registry, name);
    if (ref === null) return findSide(registry, other, 'draft');
    return 'number' in ref ? findSide(registry, other, `v${ref.number}`) : findSide(registry, other, ref.label);
  }
  const isDraft = text === 'draft' && !prompt.labels.some(({ label }) => label === 'draft');
  if (isDraft) return { ref: { kind: 'draft', promptId: prompt.id }, label: null };
  const ref = versionRef(text);
  const { id } = findVersion(registry, prompt, ref);
  return { ref: { kind: 'version', versionId: id }, label: 'label' in ref ? ref.label : null };
}

function nameOf({ side }: ReadSide, label: string | null): string {
  const which = side.kind === 'version' ? versionWord(side.number) : side.kind;
  return `${side.promptName} ${label === null ? which : `${which} [${label}]`}`;
}

function printPatch(session: Session, patch: string): void {
  if (session.json) printJson({ patch });
  else if (patch === '') note('Both say the same: there is nothing to patch.');
  else print(patch);
}
