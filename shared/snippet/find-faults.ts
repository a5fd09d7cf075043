import { MAX_DEPTH, neededBy, type SnippetNode, type SnippetSet } from './snippet-set.ts';

/** What is wrong below one reference, as a sentence with the whole path. `isUnresolved` where references mean nothing or
 *  have no end; else a text could not be filled in. */
export type Fault = {
  code: 'snippet-cycle' | 'snippet-depth' | 'broken-snippet';
  text: string;
  isUnresolved: boolean;
};

/** The gravest thing that is wrong with the snippet `key` and all that it includes; null where nothing is. Each snippet
 *  is looked at once, however many ways lead to it. */
export function findFault(key: string, set: SnippetSet): Fault | null {
  const walk = new Walk(set);
  const below = walk.visit(key, set.holder ? [set.holder] : []);
  if (walk.cycle) return walk.cycle;
  if (below.length > MAX_DEPTH) return tooDeep([...(set.holder ? [set.holder.name] : []), ...below]);
  return walk.broken;
}

type Step = { promptId: string; name: string };

class Walk {
  cycle: Fault | null = null;
  broken: Fault | null = null;
  private readonly set: SnippetSet;
  /** The longest way down from each snippet, itself included. */
  private readonly longest = new Map<string, string[]>();

  constructor(set: SnippetSet) {
    this.set = set;
  }

  visit(key: string, way: readonly Step[]): string[] {
    const known = this.longest.get(key);
    if (known) return known;
    const node = this.set.nodes.get(key);
    if (!node) return [];
    const from = way.findIndex((step) => step.promptId === node.promptId);
    const path = [...way, { promptId: node.promptId, name: node.name }];
    if (from >= 0) {
      this.cycle ??= circle(path.slice(from));
      return [node.name];
    }
    const isHeld = this.set.holder !== null;
    if (node.mistake !== null) this.report(path.slice(Number(isHeld)), node.mistake);
    let deepest: string[] = [];
    for (const reference of node.references) {
      const below = this.follow(node, reference, path, isHeld);
      if (below.length > deepest.length) deepest = below;
    }
    const longest = [node.name, ...deepest];
    this.longest.set(key, longest);
    return longest;
  }

  private follow(
    node: SnippetNode,
    { target, given }: SnippetNode['references'][number],
    path: readonly Step[],
    isHeld: boolean,
  ): string[] {
    const own = path.slice(Number(isHeld));
    const meaning = node.meanings.get(target);
    if (meaning?.node === undefined) {
      if (meaning) this.report(own, meaning.text, true);
      return [];
    }
    const inner = this.set.nodes.get(meaning.node);
    if (!inner) return [];
    const missing = neededBy(inner).filter((name) => !given.includes(name));
    if (missing.length > 0) this.report(own, missingSentence(inner.name, missing));
    return this.visit(meaning.node, path);
  }

  private report(path: readonly Step[], words: string, isUnresolved = false): void {
    if (this.broken && (this.broken.isUnresolved || !isUnresolved)) return;
    const way = path.map((step) => step.name).join(' → ');
    this.broken = { code: 'broken-snippet', text: `${way} cannot be filled in. ${words}`, isUnresolved };
  }
}

function circle(path: readonly Step[]): Fault {
  const way = path.map((step) => step.name).join(' → ');
  return { code: 'snippet-cycle', text: `${path[0]!.name} includes itself: ${way}.`, isUnresolved: true };
}

function tooDeep(path: readonly string[]): Fault {
  const words = `Snippets may include each other ${MAX_DEPTH} deep; here they go deeper: ${path.join(' → ')}.`;
  return { code: 'snippet-depth', text: words, isUnresolved: true };
}

/** `tone/formal needs product and tone.` */
export function missingSentence(name: string, missing: readonly string[]): string {
  return `${name} needs ${listed(missing)}.`;
}

export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
