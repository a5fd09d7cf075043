import { zipSync } from 'fflate';
import type {
  CarriedPrompt,
  CarriedRelease,
  CarriedVersion,
  ExportFormat,
  LossReport,
} from '../../shared/interchange.ts';
import type { SnippetRecord } from '../../shared/change.ts';
import { readContent } from '../../shared/content.ts';
import type { RecordedSnippet } from '../../shared/contract.ts';
import { redactedWords } from '../../shared/redacted-words.ts';
import { versionWord } from '../../shared/version-word.ts';
import { promptRows, promptRowsOf } from '../registry/prompt-queries.ts';
import type { Registry } from '../registry/registry.ts';
import { releases } from '../registry/release-queries.ts';
import { versionRows } from '../registry/version-queries.ts';
import { Refused } from '../../shared/reply.ts';
import type { WrittenFile } from './format.ts';
import { formatNamed } from './formats.ts';
import { LossList, sentence } from './loss-list.ts';

export type ExportChoice = {
  format: ExportFormat;
  /** Null takes every prompt that is not archived. */
  promptIds: string[] | null;
  /** Take the version under this label instead of the newest; prompts without it are left out. */
  label?: string;
};

/** The files that carry the chosen prompts, and what could not be carried. Refuses `nothing-to-export`. */
export function runExport(
  registry: Registry,
  choice: ExportChoice,
  onProgress?: (done: number, total: number) => void,
): { files: WrittenFile[]; report: LossReport } {
  const format = formatNamed(choice.format);
  const losses = new LossList(false);
  const counts = { prompts: 0, versions: 0, older: 0 };
  const prompts = carry(registry, choice, format.carriesHistory, counts, losses, onProgress);
  // One read transaction: an export is one moment of the workspace.
  const files = registry.db.transaction(() => [...format.write(prompts, { lose: losses.add.bind(losses) })])();
  if (counts.older > 0) {
    const text = `${format.title} carries one version of each prompt; ${counts.older.toLocaleString('en')} older ones are only in the workspace.`;
    losses.add({ severity: 'note', text });
  }
  if (counts.prompts === 0) throw new Refused('nothing-to-export', nothing(choice, losses));
  const { prompts: exported, versions } = counts;
  return {
    files,
    report: {
      prompts: exported,
      versions,
      unchanged: 0,
      skipped: losses.skipped,
      losses: losses.shown,
      lossCount: losses.count,
    },
  };
}

/** One file to hand to a person: the only one, or all of them zipped. */
export function packFiles(files: WrittenFile[], baseName: string): WrittenFile {
  if (files.length === 1)
    return { path: files[0]!.path.slice(files[0]!.path.lastIndexOf('/') + 1), bytes: files[0]!.bytes };
  const entries = Object.fromEntries(files.map((file) => [file.path, file.bytes]));
  return { path: `${baseName}.zip`, bytes: zipSync(entries, { level: 6 }) };
}

function* carry(
  registry: Registry,
  choice: ExportChoice,
  wholeHistory: boolean,
  counts: { prompts: number; versions: number; older: number },
  losses: LossList,
  onProgress?: (done: number, total: number) => void,
): Iterable<CarriedPrompt> {
  const rows = choice.promptIds
    ? promptRowsOf(registry, choice.promptIds)
    : promptRows(registry).filter((row) => !row.archived);
  let done = 0;
  for (const row of rows) {
    onProgress?.((done += 1), rows.length);
    const prompt = registry.state.promptSeq(row.id)!;
    const versions = versionRows(registry, prompt).toReversed();
    const labelled = choice.label === undefined ? undefined : row.labels.find((one) => one.label === choice.label);
    if (choice.label !== undefined && !labelled) continue;
    const isWhole = wholeHistory && choice.label === undefined;
    const taken = isWhole
      ? versions
      : labelled
        ? versions.filter((version) => version.number === labelled.number)
        : versions.slice(-1);
    if (taken.length === 0) continue;
    for (const { number, redacted } of taken) {
      if (!redacted) continue;
      const what = isWhole ? 'is exported without its text' : 'is not exported';
      losses.add({
        prompt: row.name,
        severity: isWhole ? 'loss' : 'error',
        text: `${versionWord(number)} ${what}. ${redactedWords(redacted)}.`,
      });
    }
    if (!isWhole && taken.some(({ redacted }) => redacted)) continue;
    counts.prompts += 1;
    counts.versions += taken.length;
    if (choice.label === undefined) counts.older += versions.length - taken.length;
    const numbers = taken.map((version) => version.number);
    const labels = row.labels
      .filter((one) => numbers.includes(one.number))
      .map((one) => [one.label, numbers.indexOf(one.number)]);
    yield {
      name: row.name,
      tags: row.tags,
      archived: row.archived,
      labels: Object.fromEntries(labels) as Record<string, number>,
      versions: taken.map((version): CarriedVersion => ({
        content: readContent(registry.log.content(registry.state.versionSeq(row.id, version.id)!)),
        message: version.message,
        author: version.author,
        committedAt: version.committedAt,
        ...(version.snippets ? { snippets: version.snippets.map(recordOf) } : {}),
        ...(isWhole ? { parents: version.parents.map((parent) => taken.findIndex(({ id }) => id === parent)) } : {}),
      })),
      ...(isWhole ? { releases: carryReleases(registry, prompt) } : {}),
    };
  }
}

function recordOf({ target, promptId, versionId }: RecordedSnippet): SnippetRecord {
  return { target, promptId, versionId };
}

/** Oldest first. Numbers count from 1, indexes from 0. */
function carryReleases(registry: Registry, prompt: number): CarriedRelease[] {
  return releases(registry, { prompt })
    .toReversed()
    .map(({ label, from, to, reason, author, at, rollback }) => ({
      label,
      from: from && from.number - 1,
      to: to && to.number - 1,
      reason,
      author,
      at,
      rollback,
    }));
}

function nothing(choice: ExportChoice, losses: LossList): string {
  const [gone] = losses.shown;
  if (gone) return `There is nothing to export. ${sentence(gone)}`;
  if (choice.label !== undefined)
    return `No prompt here has a version labelled “${choice.label}”, so there is nothing to export.`;
  return 'There is no committed version to export yet. Commit a prompt first.';
}
