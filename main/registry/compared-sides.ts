import { readContent, type Content } from '../../shared/content.ts';
import type { ComparedSide } from '../../shared/contract/compare-calls.ts';
import type { ContentRef } from '../../shared/contract.ts';
import { Refused } from '../../shared/reply.ts';
import { idText } from './bytes.ts';
import type { Patched } from '../interchange/prompt-patch.ts';
import { promptRowsOf, promptSeq } from './prompt-queries.ts';
import type { Registry } from './registry.ts';
import { assertReadable, versionById } from './version-queries.ts';

/** A side of a comparison: what it says (null for nothing at all), and what people know it by. */
export type ReadSide = { content: Content | null; side: ComparedSide; prompt: Patched };

/** Reads both sides as they are at one moment. Throws `Refused` (`no-draft`, `no-version`, `no-prompt`). */
export function readSides(
  registry: Registry,
  { promptId, left, right }: { promptId: string; left: ContentRef; right: ContentRef },
): { left: ReadSide; right: ReadSide } {
  return registry.db.transaction(() => ({
    left: readSide(registry, promptId, left),
    right: readSide(registry, promptId, right),
  }))();
}

/** Both sides as texts to take from, or to print. Throws `Refused('redacted')` where the text of one is gone. */
export function readTexts(...[registry, pair]: Parameters<typeof readSides>): ReturnType<typeof readSides> {
  const sides = readSides(registry, pair);
  assertReadable(sides.left.side);
  assertReadable(sides.right.side);
  return sides;
}

function readSide(registry: Registry, asked: string, ref: ContentRef): ReadSide {
  if (ref.kind === 'version') {
    const { content, prompt, number, author, message, committedAt, redacted } = versionById(registry, ref.versionId);
    const own = side(registry, 'version', idOf(registry, prompt));
    return { ...own, content, side: { ...own.side, number, author, message, at: committedAt, redacted } };
  }
  if (ref.kind === 'empty') return { ...side(registry, 'empty', asked), content: null };
  const own = side(registry, 'draft', ref.promptId ?? asked);
  const draft = registry.drafts.get(promptSeq(registry, own.side.promptId));
  if (!draft) throw new Refused('no-draft', `“${own.prompt.name}” has no draft to compare.`);
  const { revision, savedAt: at } = draft;
  return { ...own, content: readContent(draft.content), side: { ...own.side, at, revision } };
}

function side(registry: Registry, kind: ComparedSide['kind'], promptId: string): Omit<ReadSide, 'content'> {
  const [row] = promptRowsOf(registry, [promptId]);
  if (!row) throw new Refused('no-prompt', 'There is no such prompt in this workspace.');
  const { name, tags } = row;
  return {
    prompt: { name, tags },
    side: { kind, promptId, promptName: name, number: null, author: null, message: '', at: null, revision: null },
  };
}

function idOf(registry: Registry, prompt: number): string {
  return idText(registry.statements.get<{ id: Buffer }>('SELECT id FROM prompts WHERE seq = ?', prompt)!.id);
}
