import { readContent, type Content } from '../../shared/content.ts';
import type { SnippetUse } from '../../shared/contract/snippet-calls.ts';
import { nameKey } from '../../shared/names.ts';
import { MAX_DEPTH } from '../../shared/snippet/snippet-set.ts';
import { idText } from '../registry/bytes.ts';
import { promptSeq } from '../registry/prompt-queries.ts';
import { numberOf, versionById } from '../registry/version-queries.ts';
import type { Bound, FoundTarget } from './find-target.ts';
import { boundBy, type Snippets } from './snippets.ts';

/**
 * Every draft, newest version and version with a label that includes the snippet, directly or through others.
 * Goes up from the snippet: texts that may ask for it by a name it has or had, then those that may ask for their prompts,
 * and so on; each is then followed down as it resolves now, and counts only where it truly arrives.
 */
export async function usesOf(snippets: Snippets, promptId: string): Promise<SnippetUse[]> {
  promptSeq(snippets.registry, promptId); // refuses one that does not exist
  const search = new UseSearch(snippets, promptId);
  await search.run();
  return search.uses.toSorted(
    (a, b) => a.name.localeCompare(b.name) || Number(b.isHead) - Number(a.isHead) || (b.number ?? 0) - (a.number ?? 0),
  );
}

/** How a text arrives at the snippet: by which of its targets, and through which snippets. */
type Way = { targets: string[]; path: string[] };

class UseSearch {
  readonly uses: SnippetUse[] = [];
  private readonly snippets: Snippets;
  private readonly promptId: string;
  private readonly ways = new Map<string, Way | null>();
  private readonly found = new Map<string, FoundTarget | null>();

  constructor(snippets: Snippets, promptId: string) {
    this.snippets = snippets;
    this.promptId = promptId;
  }

  async run(): Promise<void> {
    const looked = new Set<number>();
    let wanted = [this.promptId];
    const asked = new Set(wanted);
    for (let depth = 0; depth < MAX_DEPTH && wanted.length > 0; depth++) {
      const users = new Set<string>();
      for (const seq of await this.asking(wanted)) {
        if (looked.has(seq)) continue;
        looked.add(seq);
        const user = await this.lookAtVersion(seq);
        if (user !== null && !asked.has(user)) users.add(user);
      }
      for (const user of users) asked.add(user);
      wanted = [...users];
    }
    await this.lookAtDrafts();
  }

  private asking(promptIds: readonly string[]): Promise<Set<number>> {
    const { registry, former, live } = this.snippets;
    const names = promptIds.flatMap((id) => [
      registry.state.prompt(id)!.name,
      ...former.of(registry.state.promptSeq(id)!),
    ]);
    return live.asking(names.map(nameKey), promptIds);
  }

  /** The prompt whose version that is, where it arrives. */
  private async lookAtVersion(seq: number): Promise<string | null> {
    const { registry } = this.snippets;
    const row = registry.statements.get<VersionRow>(VERSION, seq);
    if (!row) return null;
    const promptId = idText(row.prompt_id);
    const versionId = row.id.toString('hex');
    if (promptId === this.promptId) return null;
    const way = await this.wayFrom(versionId, 0);
    if (!way) return null;
    this.uses.push({
      promptId,
      name: row.name,
      archived: row.archived === 1,
      ref: { kind: 'version', versionId },
      number: numberOf(row.number, seq),
      isHead: row.number === row.head,
      labels: JSON.parse(row.labels) as string[],
      ...way,
    });
    return promptId;
  }

  private async lookAtDrafts(): Promise<void> {
    const { registry, live } = this.snippets;
    for (const { prompt, content } of live.drafts()) {
      const row = registry.statements.get<{ id: Buffer; name: string; archived: number }>(PROMPT, prompt)!;
      const promptId = idText(row.id);
      if (promptId === this.promptId) continue;
      const way = await this.wayIn(await this.draftTargets(readContent(content)), undefined, 0);
      if (!way) continue;
      this.uses.push({
        promptId,
        name: row.name,
        archived: row.archived === 1,
        ref: { kind: 'draft', promptId },
        number: null,
        isHead: false,
        labels: [],
        ...way,
      });
    }
  }

  private async draftTargets(content: Content): Promise<string[]> {
    const { references } = await this.snippets.readFacts(content);
    return references.map(({ target }) => target);
  }

  private async wayFrom(versionId: string, depth: number): Promise<Way | null> {
    const known = this.ways.get(versionId);
    if (known !== undefined || depth > MAX_DEPTH) return known ?? null;
    this.ways.set(versionId, null); // a circle arrives nowhere by going round
    const { registry } = this.snippets;
    const facts = await this.snippets.factsOf(versionId, () => versionById(registry, versionId).content);
    const targets = facts.references.map(({ target }) => target);
    const way = await this.wayIn(targets, targets.length > 0 ? boundBy(registry, versionId) : undefined, depth);
    this.ways.set(versionId, way);
    return way;
  }

  /** Where several of the targets arrive, the shortest way stands for all. */
  private async wayIn(targets: readonly string[], bound: Bound | undefined, depth: number): Promise<Way | null> {
    const ways: { target: string; path: string[] }[] = [];
    for (const target of new Set(targets)) {
      const found = this.meaningOf(target, bound);
      if (found?.promptId === this.promptId) ways.push({ target, path: [] });
      else if (found) {
        const below = await this.wayFrom(found.versionId, depth + 1);
        if (below) ways.push({ target, path: [found.name, ...below.path] });
      }
    }
    const [shortest] = ways.toSorted((a, b) => a.path.length - b.path.length);
    return shortest ? { targets: ways.map(({ target }) => target), path: shortest.path } : null;
  }

  private meaningOf(target: string, bound: Bound | undefined): FoundTarget | null {
    const key = `${bound?.get(target) ?? ''} ${target}`;
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const found = this.snippets.find(target, bound).found ?? null;
    this.found.set(key, found);
    return found;
  }
}

type VersionRow = {
  id: Buffer;
  prompt_id: Buffer;
  name: string;
  archived: number;
  number: number;
  head: number;
  labels: string;
};

const PROMPT = 'SELECT id, name, archived FROM prompts WHERE seq = ?';
const VERSION = `SELECT c.version AS id, p.id AS prompt_id, p.name, p.archived, v.number, p.head,
  (SELECT json_group_array(l.label) FROM labels l WHERE l.prompt = v.prompt AND l.number = v.number) AS labels
  FROM changes c JOIN versions v ON v.prompt = c.prompt AND v.seq = c.seq JOIN prompts p ON p.seq = c.prompt
  WHERE c.seq = ?`;
