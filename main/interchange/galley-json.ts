import { canonicalJson, type Json } from '../../shared/canonical-json.ts';
import { printContent } from '../../shared/content.ts';
import type { CarriedPrompt, CarriedVersion } from '../../shared/interchange.ts';
import { nameProblem } from '../../shared/names.ts';
import { Refused } from '../../shared/reply.ts';
import type { Format, ReadContext, SourceFile, WriteContext, WrittenFile } from './format.ts';
import { GALLEY_FORMAT, GalleyPrompt } from './galley-envelope.ts';
import { parseJsonLoosely, plainJson } from './plain-json.ts';
import { jsonPath, reportAt } from './reading.ts';
import { reportFor } from './writing.ts';

const FILE = 'galley.json';

/** Galley's own format: everything a prompt holds. The envelope is described in `galley-envelope.ts`. */
export const galleyJson: Format = {
  name: 'galley',
  title: 'Galley JSON',
  endings: ['.galley.json', '.json'],
  carriesHistory: true,
  detect: ({ path, start }) => (/^\s*\{\s*"galley"\s*:/.test(start) ? 2 : /\.json$/i.test(path) ? 1 : 0),
  read: readGalley,
  write: writeGalley,
};

function* readGalley(file: SourceFile, context: ReadContext): Generator<CarriedPrompt> {
  const prompts = openEnvelope(parseJsonLoosely(file.text(), file.path), file.path);
  for (const [index, value] of prompts.entries()) {
    const named = typeof value === 'object' && value !== null && 'name' in value && typeof value.name === 'string';
    const report = reportAt(context, {
      file: file.path,
      prompt: named ? (value.name as string).slice(0, 200) : undefined,
    });
    try {
      const path = ['prompts', index];
      plainJson(value, jsonPath(path), 'json');
      const checked = GalleyPrompt.safeParse(value);
      const issue = checked.error?.issues[0];
      if (checked.data) yield promptFrom(checked.data, file.path);
      else report.skip(`${jsonPath([...path, ...(issue?.path ?? [])])}: ${issue?.message ?? 'not a prompt'}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      report.skip(error.message);
    }
  }
}

/** Throws `Refused('galley-invalid' | 'galley-newer')`. */
function openEnvelope(envelope: unknown, path: string): unknown[] {
  const isEnvelope = typeof envelope === 'object' && envelope !== null && 'galley' in envelope;
  if (!isEnvelope || typeof envelope.galley !== 'number')
    throw new Refused('galley-invalid', `${path} is not Galley JSON: at $ there is no number “galley”.`);
  const { galley, prompts, ...rest } = envelope as { galley: number; prompts?: unknown };
  if (galley > GALLEY_FORMAT)
    throw new Refused(
      'galley-newer',
      `${path} was written by a newer Galley (format ${galley}; this one reads ${GALLEY_FORMAT}). Update Galley to import it.`,
    );
  if (galley !== GALLEY_FORMAT)
    throw new Refused(
      'galley-invalid',
      `${path} is not Galley JSON: at $.galley stands ${galley}, not ${GALLEY_FORMAT}.`,
    );
  if (!Array.isArray(prompts))
    throw new Refused('galley-invalid', `${path} is not Galley JSON: at $.prompts there is no list.`);
  const unknown = Object.keys(rest)[0];
  if (unknown !== undefined)
    throw new Refused('galley-invalid', `${path} is not Galley JSON: $.${unknown} is not known to it.`);
  return prompts;
}

function promptFrom(read: GalleyPrompt, file: string): CarriedPrompt {
  const prompt: CarriedPrompt = {
    name: read.name,
    tags: read.tags,
    versions: read.versions,
    labels: read.labels,
    file,
  };
  if (read.archived) prompt.archived = true;
  if (read.releases.length > 0) prompt.releases = read.releases;
  return prompt;
}

/** One prompt a line, each as canonical JSON. */
function* writeGalley(prompts: Iterable<CarriedPrompt>, context: WriteContext): Generator<WrittenFile> {
  const lines: string[] = [];
  for (const prompt of prompts) {
    const problem = nameProblem(prompt.name);
    if (problem !== null) reportFor(prompt, FILE, context).skip(problem);
    else if (prompt.versions.length === 0)
      reportFor(prompt, FILE, context).skip('This prompt has no version yet and was not exported.');
    else lines.push(canonicalJson(promptValue(prompt)));
  }
  const text = `{"galley":${GALLEY_FORMAT},"prompts":[\n${lines.join(',\n')}\n]}\n`;
  yield { path: FILE, bytes: new TextEncoder().encode(text) };
}

function promptValue(prompt: CarriedPrompt): Record<string, unknown> {
  return {
    name: prompt.name,
    tags: prompt.tags.length > 0 ? prompt.tags : undefined,
    archived: prompt.archived ? true : undefined,
    versions: prompt.versions.map(versionValue),
    labels: Object.keys(prompt.labels).length > 0 ? prompt.labels : undefined,
    releases: prompt.releases?.length ? prompt.releases : undefined,
  };
}

function versionValue(version: CarriedVersion): Record<string, unknown> {
  return {
    content: JSON.parse(printContent(version.content)) as Json,
    message: version.message === '' ? undefined : version.message,
    author: version.author,
    committedAt: version.committedAt,
    parents: version.parents,
    snippets: version.snippets,
  };
}
