import type { Output, RecordedSnippet } from '../../shared/contract.ts';
import { idText } from '../registry/bytes.ts';
import { parseTarget } from '../../shared/snippet/reference.ts';
import { labelStates } from '../registry/prompt-queries.ts';
import { versionAt, versionById } from '../registry/version-queries.ts';
import { checkTexts } from './check-texts.ts';
import { boundBy, type Snippets } from './snippets.ts';

type Needs = Output<'release.needs'>;
type Need = Needs['needs'][number];
type Place = { versionId: string; number: number | null };

/** The snippets that a version asks for by labels, directly and through each other, and how each label stands now beside
 *  what it meant at the commit. */
export async function needsOf(snippets: Snippets, versionId: string): Promise<Needs> {
  const { registry } = snippets;
  const version = versionById(registry, versionId);
  const needs = new Map<string, Need>();
  const looked = new Set<string>();
  const ahead = [versionId];
  for (let next = ahead.shift(); next !== undefined; next = ahead.shift()) {
    if (looked.has(next)) continue;
    looked.add(next);
    const id = next;
    const bound = boundBy(registry, id);
    const { references } = await snippets.factsOf(id, () => versionById(registry, id).content);
    for (const target of new Set(references.map((reference) => reference.target))) {
      const prompt = snippets.promptOf(target, bound);
      if (prompt === null) continue;
      const need = needFor(snippets, prompt, target, version.snippets ?? []);
      if (need && !needs.has(`${prompt} ${need.label}`)) needs.set(`${prompt} ${need.label}`, need);
      const goesOn =
        snippets.find(target, bound).found?.versionId ?? need?.recorded?.versionId ?? need?.latest?.versionId;
      if (goesOn !== undefined) ahead.push(goesOn);
    }
  }
  return { needs: [...needs.values()], problems: await problemsOf(snippets, versionId) };
}

/** Null for what asks for no label that anybody could move. */
function needFor(
  { registry }: Snippets,
  promptId: string,
  target: string,
  record: readonly RecordedSnippet[],
): Need | null {
  const parsed = parseTarget(target).target;
  if (!parsed || !('label' in parsed) || parsed.label === 'latest') return null;
  const { name, head } = registry.state.prompt(promptId)!;
  const prompt = registry.state.promptSeq(promptId)!;
  const state = labelStates(registry, prompt).find(({ label }) => label === parsed.label);
  const current = state ? { versionId: state.versionId, number: state.number, moveId: state.moveId } : null;
  const written = record.find((one) => one.target === target && one.promptId === promptId);
  const recorded = !written || written.name === null ? null : { versionId: written.versionId, number: written.number };
  const newest = head === 0 ? null : versionAt(registry, prompt, head);
  const latest = newest && { versionId: newest.id, number: newest.number };
  return {
    promptId,
    name,
    label: parsed.label,
    target,
    current,
    recorded,
    latest,
    state: stateOf(current, recorded, latest),
  };
}

function stateOf(current: Place | null, recorded: Place | null, latest: Place | null): Need['state'] {
  if (current === null) return 'unset';
  if (recorded !== null && recorded.versionId !== current.versionId) return 'moved';
  return latest !== null && latest.versionId !== current.versionId ? 'newer' : 'settled';
}

/** What keeps the version from being filled in, but for labels that are on nothing: those are needs. */
async function problemsOf(snippets: Snippets, versionId: string): Promise<string[]> {
  const { registry } = snippets;
  const { prompt, content } = versionById(registry, versionId);
  const row = registry.statements.get<{ id: Buffer }>('SELECT id FROM prompts WHERE seq = ?', prompt)!;
  const holder = { promptId: idText(row.id), versionId };
  const { problems } = await checkTexts(snippets, { format: content.format, messages: content.messages, holder });
  const grave = problems.filter(({ severity, code }) => severity === 'error' && code !== 'missing-label');
  return [...new Set(grave.map(({ text }) => text))];
}
