import type { Content } from '../../shared/content.ts';
import type { CarriedPrompt, CarriedVersion } from '../../shared/interchange.ts';
import type { WriteContext } from './format.ts';
import { reportAt, type Report } from './reading.ts';

/** What a format carries beside the messages of a prompt's newest version. */
export type Carries = {
  /** Of a version: its commit message, author and date. */
  history?: boolean;
  variables?: boolean;
  settings?: boolean;
  tools?: boolean;
  responseSchema?: boolean;
  tags?: boolean;
  labels?: boolean;
  /** The member of `extra` that is this format's own. */
  extra?: string;
};

/** The newest version of `prompt`, for formats that carry one, with a report for each thing they leave behind; null where
 *  there is none. */
export function newestOf(
  prompt: CarriedPrompt,
  title: string,
  carries: Carries,
  report: Report,
): CarriedVersion | null {
  const version = prompt.versions.at(-1);
  if (!version) {
    report.skip('This prompt has no version yet and was not exported.');
    return null;
  }
  const leaves = (what: string) => report.loss(`${title} leaves ${what} behind.`);
  const older = prompt.versions.length - 1;
  if (older > 0) leaves(older === 1 ? 'the older version' : `${older.toLocaleString('en')} older versions`);
  const labels = Object.keys(prompt.labels);
  if (labels.length > 0 && !carries.labels) leaves(`the ${counted(labels.length, 'label')} ${labels.join(', ')}`);
  if (prompt.tags.length > 0 && !carries.tags)
    leaves(`the ${counted(prompt.tags.length, 'tag')} ${prompt.tags.join(', ')}`);
  if (prompt.archived) leaves('the mark that this prompt is archived');
  for (const what of contentLeft(version.content, carries)) leaves(what);
  return version;
}

/** Says once for a whole export that what stands beside the text of versions stays behind. */
export function historyNotice(title: string, context: WriteContext): (version: CarriedVersion) => void {
  let said = false;
  return (version) => {
    if (said || (version.message === '' && version.author === undefined && version.committedAt === undefined)) return;
    said = true;
    const text = `${title} does not hold who made a version, when and why; Galley JSON does.`;
    context.lose({ severity: 'note', text });
  };
}

export function reportFor(prompt: CarriedPrompt, file: string, context: WriteContext): Report {
  return reportAt(context, { file, prompt: prompt.name });
}

/** What of `content` a format leaves behind, as it stands in a sentence. */
export function contentLeft(content: Content, carries: Carries): string[] {
  const left: string[] = [];
  if (content.variables.length > 0 && !carries.variables)
    left.push(`what is said about ${content.variables.map((variable) => variable.name).join(', ')}`);
  const settings = Object.keys(content.settings);
  if (settings.length > 0 && !carries.settings)
    left.push(`the ${counted(settings.length, 'setting')} ${settings.join(', ')}`);
  if (content.tools.length > 0 && !carries.tools)
    left.push(`the ${counted(content.tools.length, 'tool')} ${content.tools.map((tool) => tool.name).join(', ')}`);
  if (content.responseSchema !== null && !carries.responseSchema) left.push('the response schema');
  const extra = Object.keys(content.extra).filter((format) => format !== carries.extra);
  if (extra.length > 0) left.push(`facts kept from ${extra.join(', ')}`);
  return left;
}

function counted(count: number, word: string): string {
  return count === 1 ? word : `${word}s`;
}
