import { MAX_REMARK } from '../../shared/change.ts';
import type { CarriedPrompt, CarriedRelease, CarriedVersion, Loss } from '../../shared/interchange.ts';
import { Tag } from '../../shared/name-schemas.ts';
import { placeOf } from './loss-list.ts';

const MAX_TAGS = 100;
const MAX_AUTHOR = 200; // characters

/** `prompt` with what stands around its texts brought within the bounds of a workspace; what is cut off or left behind is
 *  reported. The texts themselves are never cut. */
export function fitPrompt(prompt: CarriedPrompt, lose: (loss: Loss) => void): CarriedPrompt {
  const say = (text: string, line = prompt.line): void => lose({ ...placeOf(prompt), line, severity: 'loss', text });
  const versions = prompt.versions.map((version) => fitVersion(version, say));
  const releases = prompt.releases?.map((release) => fitRelease(release, say));
  return { ...prompt, tags: fitTags(prompt.tags, say), versions, ...(releases ? { releases } : {}) };
}

type Say = (text: string, line?: number) => void;

function fitTags(tags: string[], say: Say): string[] {
  const good: string[] = [];
  for (const tag of new Set(tags)) {
    const checked = Tag.safeParse(tag);
    if (!checked.success) say(`The tag “${tag.slice(0, 60)}” was left behind: ${checked.error.issues[0]!.message}`);
    else if (good.length === MAX_TAGS) say(`The tag “${tag}” was left behind: a prompt has at most ${MAX_TAGS}.`);
    else good.push(checked.data);
  }
  return good;
}

function fitVersion(version: CarriedVersion, say: Say): CarriedVersion {
  const message = fitRemark(version.message, (text) => say(`A version’s message ${text}`, version.line));
  const { author, committedAt, ...rest } = version;
  const fitted: CarriedVersion = { ...rest, message };
  const name = author === undefined ? '' : fitAuthor(author);
  if (name !== '') fitted.author = name;
  if (committedAt === undefined) return fitted;
  if (Number.isSafeInteger(committedAt)) fitted.committedAt = committedAt;
  else say('A version’s date was left behind: it is not a time.', version.line);
  return fitted;
}

function fitRelease(release: CarriedRelease, say: Say): CarriedRelease {
  const reason = fitRemark(release.reason, (text) => say(`A release’s reason ${text}`));
  return { ...release, reason, author: fitAuthor(release.author) || 'unknown' };
}

function fitRemark(remark: string, say: (text: string) => void): string {
  const whole = remark.toWellFormed();
  if (whole !== remark) say('held half of a character, which was replaced.');
  if (whole.length <= MAX_REMARK) return whole;
  say(`was cut after ${MAX_REMARK.toLocaleString('en')} characters.`);
  return `${whole.slice(0, MAX_REMARK - 1).toWellFormed()}…`;
}

function fitAuthor(author: string): string {
  return author.slice(0, MAX_AUTHOR).toWellFormed();
}
