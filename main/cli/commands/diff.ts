import type { Content } from '../../../shared/content.ts';
import type { PromptRow } from '../../../shared/contract.ts';
import { compareContent } from '../../../shared/diff/compare-content.ts';
import { contentAt } from '../../registry/content-at.ts';
import type { Registry } from '../../registry/registry.ts';
import { diffText } from '../diff-text.ts';
import { findPrompt, readVersion, versionRef } from '../find-prompt.ts';
import { note, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

export function diff(session: Session, [name, from, to]: [string, string, string]): void {
  const registry = session.open();
  const prompt = findPrompt(registry, name);
  const left = readSide(registry, prompt, from);
  const right = readSide(registry, prompt, to);
  const compared = compareContent(left.content, right.content, { ignoreWhitespace: false });
  if (session.json) printJson(compared);
  else if (compared.same) note(`${left.title} and ${right.title} of “${prompt.name}” say the same.`);
  else print(diffText(compared, `${prompt.name} ${left.title}`, `${prompt.name} ${right.title}`));
}

function readSide(registry: Registry, prompt: PromptRow, text: string): { content: Content | null; title: string } {
  const isDraft = text === 'draft' && !prompt.labels.some(({ label }) => label === 'draft');
  if (isDraft) return { content: contentAt(registry, prompt.id, { kind: 'draft' }), title: 'draft' };
  const ref = versionRef(text);
  const version = readVersion(registry, prompt, ref);
  return {
    content: version.content,
    title: 'number' in ref ? `v${version.number}` : `v${version.number} [${ref.label}]`,
  };
}
