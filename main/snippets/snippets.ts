import type { SnippetRecord } from '../../shared/change.ts';
import type { Content } from '../../shared/content.ts';
import { unwrap } from '../../shared/reply.ts';
import type { Meaning, SnippetNode, SnippetSet } from '../../shared/snippet/snippet-set.ts';
import { MAX_DEPTH } from '../../shared/snippet/snippet-set.ts';
import type { SnippetTarget } from '../../shared/snippet/reference.ts';
import type { Checked } from '../../shared/template/messages.ts';
import { hashBytes } from '../registry/bytes.ts';
import type { Registry } from '../registry/registry.ts';
import { BY_VERSION_ID } from '../registry/sqlite-state.ts';
import { versionById } from '../registry/version-queries.ts';
import type { Templates } from '../template/templates.ts';
import { findPrompt, findTarget, type Bound, type Found, type FoundTarget } from './find-target.ts';
import { FormerNames } from './former-names.ts';
import { LiveTexts } from './live-texts.ts';

/** Whose text it is; `versionId` where a version holds it. */
export type Holder = { promptId: string; versionId: string | null };

/** What stands in for a snippet, to see what would come of it. `meets` tells by which targets. */
export type StandIn = { promptId: string; content: Content; meets: (target: SnippetTarget) => boolean };

export type ResolveOptions = { holder?: Holder | undefined; standIn?: StandIn | undefined };

/** More than anybody can oversee in one prompt. */
const MAX_NODES = 500;
const KEPT_CHECKS = 20_000;
/** The key of what stands in for a snippet: no version has it. */
export const STAND_IN = 'stand-in';

type TextFacts = Pick<SnippetNode, 'asks' | 'lists' | 'references' | 'mistake'>;

/** Finds what references mean. Texts are read in the templates' worker; what is learnt of a version is kept, since a
 *  version never changes. */
export class Snippets {
  readonly registry: Registry;
  readonly templates: Templates;
  readonly former: FormerNames;
  readonly live: LiveTexts;
  private readonly facts = new Map<string, TextFacts>();

  constructor(registry: Registry, templates: Templates) {
    this.registry = registry;
    this.templates = templates;
    this.former = new FormerNames(registry.statements);
    this.live = new LiveTexts(registry);
  }

  /** What one target means now, in a text of `bound`'s version. */
  find(target: string, bound?: Bound): Found {
    return findTarget(this.registry, this.former, target, bound);
  }

  /** The prompt that a target asks for, whether or not it has the version; null where there is none. */
  promptOf(target: string, bound?: Bound): string | null {
    return findPrompt(this.registry, this.former, target, bound)?.promptId ?? null;
  }

  /** What `targets` mean, and all that they reach. Throws `Refused` where a text took too long to read. */
  async resolve(targets: Iterable<string>, { holder, standIn }: ResolveOptions = {}): Promise<SnippetSet> {
    const nodes = new Map<string, SnippetNode>();
    let level: FoundTarget[] = [];
    const meaningsOf = (asked: Iterable<string>, bound: Bound | undefined): Map<string, Meaning> => {
      const meanings = new Map<string, Meaning>();
      for (const target of asked) {
        const { found, missing } = this.find(target, bound);
        if (!found) meanings.set(target, missing);
        else {
          const isReplaced = standIn?.promptId === found.promptId && standIn.meets(found.target);
          const node = isReplaced ? STAND_IN : found.versionId;
          meanings.set(target, found.renamedTo === undefined ? { node } : { node, renamedTo: found.renamedTo });
          level.push(isReplaced ? { ...found, versionId: STAND_IN } : found);
        }
      }
      return meanings;
    };
    const meanings = meaningsOf(targets, holder?.versionId ? boundBy(this.registry, holder.versionId) : undefined);
    for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
      const next = level;
      level = [];
      for (const found of next) {
        if (nodes.has(found.versionId) || nodes.size >= MAX_NODES) continue;
        const node = await this.read(found, standIn);
        const asked = new Set(node.references.map(({ target }) => target));
        const bound = found.versionId === STAND_IN ? undefined : boundBy(this.registry, found.versionId);
        nodes.set(found.versionId, { ...node, meanings: meaningsOf(asked, bound) });
      }
    }
    const prompt = holder && this.registry.state.prompt(holder.promptId);
    return { holder: holder && prompt ? { promptId: holder.promptId, name: prompt.name } : null, meanings, nodes };
  }

  /** What the texts of a version ask for. */
  async factsOf(versionId: string, content: () => Content): Promise<TextFacts> {
    const known = this.facts.get(versionId);
    if (known) return known;
    const facts = await this.readFacts(content());
    if (this.facts.size >= KEPT_CHECKS) this.facts.clear();
    this.facts.set(versionId, facts);
    return facts;
  }

  async readFacts({ format, messages }: Pick<Content, 'format' | 'messages'>): Promise<TextFacts> {
    const checked = unwrap(await this.templates.check({ format, messages }));
    return {
      ...factsIn(checked),
      lists: messages.filter(({ role }) => role === 'placeholder').map(({ text }) => text.trim()),
    };
  }

  private async read(found: FoundTarget, standIn: StandIn | undefined): Promise<SnippetNode> {
    const { promptId, name, isArchived, versionId, number } = found;
    const isReplaced = versionId === STAND_IN;
    const content = isReplaced ? standIn!.content : versionById(this.registry, versionId).content;
    const facts = isReplaced ? await this.readFacts(content) : await this.factsOf(versionId, () => content);
    const { format, messages, variables } = content;
    const version = isReplaced ? null : { id: versionId, number };
    return { promptId, name, version, isArchived, format, messages, variables, ...facts, meanings: new Map() };
  }
}

function factsIn({ variables, references, problems }: Checked): Omit<TextFacts, 'lists'> {
  return {
    asks: variables.map(({ name }) => name),
    references: references.map(({ target, arguments: given }) => ({ target, given })),
    mistake: problems.find((problem) => problem.severity === 'error')?.text ?? null,
  };
}

/** What the version's record says its targets meant; undefined where it has none. */
export function boundBy(registry: Registry, versionId: string): Bound | undefined {
  const row = registry.statements.get<{ body: string }>(`SELECT c.body FROM changes c WHERE ${BY_VERSION_ID}`, {
    id: hashBytes(versionId),
  });
  const { snippets } = JSON.parse(row?.body ?? '{}') as { snippets?: SnippetRecord[] };
  return snippets && new Map(snippets.map(({ target, promptId }) => [target, promptId]));
}
