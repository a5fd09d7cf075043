import { emptyContent } from '../../shared/content.ts';
import type { CheckedInput, Output, Problem } from '../../shared/contract.ts';
import { compareContent } from '../../shared/diff/compare-content.ts';
import { Refused } from '../../shared/reply.ts';
import { parseTarget, type SnippetTarget } from '../../shared/snippet/reference.ts';
import type { SnippetSet } from '../../shared/snippet/snippet-set.ts';
import { contentAt } from '../registry/content-at.ts';
import { chosenInputs } from '../registry/input-sets.ts';
import { filledIn, withStandIns } from './fill-with-set.ts';
import { STAND_IN, type Snippets } from './snippets.ts';

/** What one text that includes a snippet would say if the snippet said something else, filled in with the chosen input
 *  set. What has no value there is filled in with its example, else with its own name in braces: the text shows either way. */
export async function impactOf(
  snippets: Snippets,
  { snippetId, to, label, user }: CheckedInput<'snippet.impact'>,
): Promise<Output<'snippet.impact'>> {
  const { registry } = snippets;
  const content = contentAt(registry, user.promptId, user.ref);
  if (!content) throw new Refused('no-version', 'There is no text to fill in.');
  const replacement = contentAt(registry, snippetId, to) ?? { ...emptyContent(), messages: [] };
  const holder = { promptId: user.promptId, versionId: user.ref.kind === 'version' ? user.ref.versionId : null };
  const { asks, references } = await snippets.readFacts(content);
  const targets = new Set(references.map(({ target }) => target));
  const meets = (target: SnippetTarget): boolean => 'label' in target && (label === null || target.label === label);
  const standIn = { promptId: snippetId, content: replacement, meets };
  const set = chosenInputs(registry, user.promptId);
  const values = withStandIns(content, asks, set?.values ?? {});
  const before = await filledIn(snippets, content, values, await snippets.resolve(targets, { holder }));
  const changed = await snippets.resolve(targets, { holder, standIn });
  const after = await filledIn(snippets, content, values, changed);
  const diff = compareContent(
    { ...content, messages: before.messages },
    { ...content, messages: after.messages },
    { ignoreWhitespace: false },
  );
  const isSame = diff.same && sameProblems(before.problems, after.problems);
  return {
    affected: !isSame,
    why: isSame ? whyNot(snippets, snippetId, changed) : null,
    inputSet: set?.name ?? null,
    before: before.messages,
    after: after.messages,
    diff,
    problems: after.problems,
  };
}

function sameProblems(before: readonly Problem[], after: readonly Problem[]): boolean {
  return before.map(({ text }) => text).join('\n') === after.map(({ text }) => text).join('\n');
}

function whyNot(snippets: Snippets, snippetId: string, { meanings, nodes }: SnippetSet): string {
  if (nodes.has(STAND_IN)) return 'The text that is sent stays the same.';
  const asked = [...meanings.keys(), ...[...nodes.values()].flatMap((node) => [...node.meanings.keys()])];
  const met = asked.filter((target) => snippets.find(target).found?.promptId === snippetId);
  const [first] = met;
  const target = first === undefined ? undefined : parseTarget(first).target;
  if (first === undefined || !target) return 'It does not include this snippet.';
  if ('number' in target) return `It asks for ${first}, which always stays as it is.`;
  return `It asks for ${first}, which this does not change.`;
}
