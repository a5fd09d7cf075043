import type { TemplateFormat } from '../content.ts';
import type { TemplateFix, TemplateProblem, TemplateReference } from '../template/template-language.ts';
import { findFault, listed, missingSentence } from './find-faults.ts';
import { isUsedBy, neededBy, type Meaning, type SnippetNode, type SnippetSet } from './snippet-set.ts';
import { argument, argumentsEnd, retarget, withoutArgument } from './write-reference.ts';

/** What is wrong with one reference of `text`, with what puts it right. */
export function checkReference(
  format: TemplateFormat,
  text: string,
  reference: TemplateReference,
  set: SnippetSet,
): TemplateProblem[] {
  const meaning = set.meanings.get(reference.target);
  const at = { from: reference.from, to: reference.to };
  if (meaning === undefined) return [];
  const rewrite = (target: string): TemplateFix => ({
    title: `Write ${target}`,
    edits: [retarget(format, text, reference, target)],
  });
  if (meaning.node === undefined)
    return [{ severity: 'error', code: meaning.code, text: meaning.text, ...at, fixes: fixesFor(meaning, rewrite) }];
  const node = set.nodes.get(meaning.node);
  if (!node) return [];
  const problems: TemplateProblem[] = [];
  if (meaning.renamedTo !== undefined) {
    const words = `${reference.target} is called ${node.name} now.`;
    problems.push({
      severity: 'warning',
      code: 'renamed-snippet',
      text: words,
      ...at,
      fixes: [rewrite(meaning.renamedTo)],
    });
  }
  if (node.isArchived) {
    const words = `${node.name} is archived; what is put away should not be sent any more.`;
    problems.push({ severity: 'warning', code: 'archived-snippet', text: words, ...at });
  }
  const fault = findFault(meaning.node, set);
  if (fault) problems.push({ severity: 'error', code: fault.code, text: fault.text, ...at });
  return [...problems, ...argumentProblems(format, text, reference, node)];
}

function fixesFor(
  { instead, create }: Extract<Meaning, { node?: undefined }>,
  rewrite: (target: string) => TemplateFix,
): TemplateFix[] {
  const fixes = instead.map(rewrite);
  if (create !== undefined) fixes.push({ title: `Create the snippet ${create}`, edits: [], create });
  return fixes;
}

function argumentProblems(
  format: TemplateFormat,
  text: string,
  reference: TemplateReference,
  node: SnippetNode,
): TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const given = reference.arguments.map(({ name }) => name);
  const missing = neededBy(node).filter((name) => !given.includes(name));
  if (missing.length > 0) {
    const end = argumentsEnd(text, reference);
    const insert = missing.map((name) => argument(format, name)).join('');
    problems.push({
      severity: 'error',
      code: 'missing-argument',
      text: `${missingSentence(node.name, missing)} It sees only what it is given.`,
      from: reference.from,
      to: reference.to,
      fixes: [{ title: `Pass ${listed(missing)}`, edits: [{ from: end, to: end, insert }] }],
    });
  }
  for (const [index, { name, from, to }] of reference.arguments.entries()) {
    if (isUsedBy(node, name)) continue;
    problems.push({
      severity: 'warning',
      code: 'unused-argument',
      text: `${node.name} does not use ${name}.`,
      from,
      to,
      fixes: [{ title: `Remove ${name}`, edits: [withoutArgument(text, reference, index)] }],
    });
  }
  return problems;
}
