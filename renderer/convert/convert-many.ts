import type { Content } from '../../shared/content.ts';
import { type Loss, type LossReport, MAX_LOSSES } from '../../shared/interchange.ts';
import type { Reply } from '../../shared/reply.ts';
import { countPlaceholders } from '../../shared/template/convert/placeholder-text.ts';
import { flushDrafts } from '../prompt/open-prompts.ts';
import { call } from '../state/client.ts';

type Order = {
  promptIds: readonly string[];
  /** Each prompt is committed with it; null leaves drafts. A prompt that had a draft before stays one. */
  message: string | null;
  /** Asked before each prompt. */
  isCancelled: () => boolean;
  onProgress: (done: number) => void;
};

/** What puts the drafts back that were made. */
export type Undo = { promptId: string; content: Content; baseVersionId: string | null; revision: number };
export type Done = { report: LossReport; undo: Undo[]; placeholders: number };

/** Makes variables of the placeholders of many prompts, one after the other, so that it can be stopped between any two. */
export async function convertMany({ promptIds, message, isCancelled, onProgress }: Order): Promise<Done> {
  const losses: Loss[] = [];
  const done: Done = {
    report: { prompts: 0, versions: 0, unchanged: 0, skipped: 0, losses, lossCount: 0 },
    undo: [],
    placeholders: 0,
  };
  await flushDrafts();
  for (const [index, promptId] of promptIds.entries()) {
    if (isCancelled()) break;
    await convertOne(promptId, message, done);
    onProgress(index + 1);
  }
  done.report.lossCount = losses.length;
  losses.splice(MAX_LOSSES);
  return done;
}

async function convertOne(promptId: string, message: string | null, done: Done): Promise<void> {
  const { report } = done;
  const read = await call('prompt.get', { promptId });
  if (!read.ok) return skip(done, promptId, read);
  const { draft, headVersion, name } = read.value;
  const content = draft?.content ?? headVersion?.content;
  if (!content || countPlaceholders(content) === 0) {
    report.unchanged++;
    return;
  }
  const converted = await call('template.convert', { content, to: 'liquid', placeholders: true });
  if (!converted.ok) return skip(done, name, converted);
  const baseVersionId = draft ? draft.baseVersionId : (headVersion?.id ?? null);
  const expectedRevision = draft?.revision ?? 0;
  const saved = await call('draft.save', {
    promptId,
    content: converted.value.content,
    baseVersionId,
    expectedRevision,
  });
  if (!saved.ok) return skip(done, name, saved);
  report.prompts++;
  done.placeholders += converted.value.placeholders;
  for (const { severity, text, line } of converted.value.losses)
    report.losses.push({ severity, text, prompt: name, ...(line > 0 ? { line } : {}) });
  if (message === null || draft) {
    done.undo.push({ promptId, content, baseVersionId, revision: saved.value.revision });
    if (message !== null)
      report.losses.push({ severity: 'note', prompt: name, text: 'It had a draft before, so it is not committed.' });
    return;
  }
  const expectedHead = headVersion?.id ?? null;
  const committed = await call('version.commit', {
    promptId,
    message,
    expectedHead,
    draftRevision: saved.value.revision,
  });
  if (committed.ok) report.versions++;
  else report.losses.push({ severity: 'error', prompt: name, text: `It stays a draft: ${committed.error.message}` });
}

function skip({ report }: Done, prompt: string, reply: Extract<Reply<unknown>, { ok: false }>): void {
  report.skipped++;
  report.losses.push({ severity: 'error', prompt, text: reply.error.message });
}

/** Puts the texts back that are still as they were made; answers how many are not. */
export async function undoMany(undo: readonly Undo[]): Promise<number> {
  let changed = 0;
  for (const { revision, ...draft } of undo) {
    const reply = await call('draft.save', { ...draft, expectedRevision: revision });
    if (!reply.ok) changed++;
  }
  return changed;
}
