import type { Message } from '../content.ts';
import { languages } from '../template/languages.ts';
import { expandPlaceholder } from '../template/placeholder.ts';
import { TemplateError, type Include, type RenderLimits, type Values } from '../template/template-language.ts';
import { nestedValues } from '../template/values.ts';
import { MAX_DEPTH, type Meanings, type SnippetNode, type SnippetSet } from './snippet-set.ts';

/** What one rendering of a whole prompt may still use, its snippets included. */
export class Allowance {
  private readonly deadline: number;
  private characters: number;

  constructor({ outputCharacters, milliseconds }: RenderLimits) {
    this.characters = outputCharacters;
    this.deadline = performance.now() + milliseconds;
  }

  spend(characters: number): void {
    this.characters -= characters;
  }

  left(): RenderLimits {
    return { outputCharacters: this.characters, milliseconds: this.deadline - performance.now() };
  }
}

/** Puts snippets in for the references of a text. Their characters are counted again wherever they are put in, so that a
 *  few snippets that double each other soon come to an end. */
export function includeFrom(set: SnippetSet | undefined, allowance: Allowance): Include | undefined {
  return set && including(set, set.meanings, allowance, []);
}

function including(set: SnippetSet, meanings: Meanings, allowance: Allowance, way: readonly string[]): Include {
  return (target, given, place) => {
    const meaning = meanings.get(target);
    const node = meaning?.node === undefined ? undefined : set.nodes.get(meaning.node);
    if (!node) throw new TemplateError('missing-snippet', `There is no snippet named ${target}.`, place);
    const path = [...way, node.name];
    if (path.length > MAX_DEPTH)
      throw new TemplateError('snippet-depth', `Snippets go too deep here: ${path.join(' → ')}.`, place);
    try {
      const text = textOf(node, given, allowance, including(set, node.meanings, allowance, path));
      allowance.spend(text.length);
      return text;
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      throw inside(error, node.name, place);
    }
  };
}

/** The texts of the snippet's messages, filled in by its own format with nothing but what it is given, with a blank line
 *  between them. */
function textOf(node: SnippetNode, given: Values, allowance: Allowance, include: Include): string {
  const values = nestedValues(given, node.variables);
  const texts: string[] = [];
  for (const message of node.messages) {
    if (message.role === 'placeholder') {
      texts.push(...listOf(message, values).map(({ text }) => text));
      continue;
    }
    const limits = allowance.left();
    const whole = { from: 0, to: message.text.length };
    if (limits.milliseconds <= 0)
      throw new TemplateError('render-timeout', 'This took too long and was stopped.', whole);
    if (limits.outputCharacters < 0) throw new TemplateError('render-too-long', 'This becomes too long.', whole);
    const text = languages[node.format].render(message.text, values, limits, include);
    texts.push(text);
  }
  // As in a prompt: beside others, a message in which nothing is said is none in .prompt files.
  const said = node.format === 'handlebars' && texts.length > 1 ? texts.filter((text) => text.trim() !== '') : texts;
  return said.join('\n\n');
}

function listOf(message: Message, values: Values): Message[] {
  return expandPlaceholder(message.text, values, (problem) => {
    throw new TemplateError(problem.code, problem.text, problem);
  });
}

/** An error of a snippet stands at the tag that asks for it; each snippet on the way names itself. */
function inside(error: TemplateError, name: string, place: { from: number; to: number }): TemplateError {
  const isLimit = error.code.startsWith('render-t') || error.code === 'snippet-depth';
  const words = error.code === 'snippet-failed' ? `${name} → ${error.message}` : `${name}: ${error.message}`;
  return new TemplateError(isLimit ? error.code : 'snippet-failed', words, place);
}
