import { canonicalJson } from '../canonical-json.ts';
import { bodies, bodyProblem, type Change, type ChangeKind } from '../change.ts';
import { Content, FORMATS, MAX_TEXT, ROLES } from '../content.ts';

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const VERSION_ID = /^[0-9a-f]{64}$/;
const MEMBERS = ['at', 'author', 'body', 'id', 'kind'];
const VERSION_MEMBERS = new Set(['message', 'origin', 'parents', 'promptId', 'snippets']);

/**
 * Why what `text` says (`value`, parsed) is no change that this Galley can read, as a sentence; null where it is one. As strict as
 * the schemas, since it may come from anyone: what passes can be folded and stored without another look.
 */
export function changeProblem(text: string, value: unknown): string | null {
  if (!isObject(value)) return 'It is not a change.';
  const { at, author, body, id, kind } = value;
  if (Object.keys(value).length !== MEMBERS.length || !MEMBERS.every((name) => name in value))
    return 'It is not a change.';
  if (typeof kind !== 'string' || !Object.hasOwn(bodies, kind))
    return 'It is of a kind that this Galley does not know.';
  if (typeof id !== 'string' || !ID.test(id)) return 'It has no id.';
  if (typeof at !== 'number' || !Number.isSafeInteger(at)) return 'It does not say when it was made.';
  if (typeof author !== 'string' || author.length < 1 || author.length > 200) return 'It does not say who made it.';
  if (!isObject(body)) return 'It says nothing.';
  if (!isCanonical(text, value)) return 'It is not written in the one way that is allowed.';
  return kind === 'version.committed' ? versionProblem(body) : schemaProblem(kind as ChangeKind, body);
}

/** Why `text` is no content of a version, as a sentence; null where it is. */
export function contentProblem(text: string): string | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'Its content is not JSON.';
  }
  if (!isCanonical(text, value)) return 'Its content is not written in the one way that is allowed.';
  // Nearly all contents are two members; the schema takes ten times as long.
  if (isPlainContent(value) || Content.safeParse(value).success) return null;
  return 'Its content is not that of a version.';
}

/** A hundred thousand of them come in at once: see `bodyProblem`, which leaves out the ids. */
function versionProblem(body: Record<string, unknown>): string | null {
  const { promptId, parents, message } = body;
  if (!Object.keys(body).every((name) => VERSION_MEMBERS.has(name))) return 'It says more than a version can.';
  if (typeof promptId !== 'string' || !ID.test(promptId)) return 'It does not say which prompt it is of.';
  if (!Array.isArray(parents) || parents.length > 16 || !parents.every(isVersionId))
    return 'It does not say what it builds on.';
  if (typeof message !== 'string') return 'It has no message.';
  return bodyProblem('version.committed', body as Change<'version.committed'>['body']);
}

function schemaProblem(kind: ChangeKind, body: Record<string, unknown>): string | null {
  const parsed = bodies[kind].safeParse(body);
  if (!parsed.success) return parsed.error.issues[0]?.message ?? 'It cannot be read.';
  // A schema may mend what it reads, an id in capitals for one: then it was never written by Galley.
  return canonicalJson(parsed.data) === canonicalJson(body)
    ? null
    : 'It is not written in the one way that is allowed.';
}

function isPlainContent(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { format, messages } = value;
  if (Object.keys(value).length !== 2 || !FORMATS.some((one) => one === format)) return false;
  return Array.isArray(messages) && messages.length <= 10_000 && messages.every(isPlainMessage);
}

function isPlainMessage(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { role, text } = value;
  if (Object.keys(value).length !== 2 || !ROLES.some((one) => one === role)) return false;
  return typeof text === 'string' && text.length <= MAX_TEXT;
}

function isCanonical(text: string, value: unknown): boolean {
  try {
    // The engine's printer is several times faster than the canonical one, and writes half surrogates as escapes.
    if (JSON.stringify(value) === text && !text.includes('\\ud') && isSorted(value)) return true;
    return canonicalJson(value) === text;
  } catch {
    return false; // half a character, or nested too deep to be printed
  }
}

/** Whether keys stand in canonical order everywhere, to the depth that canonical JSON may have. */
function isSorted(value: unknown, depth = 0): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > 100) return false; // rare: the canonical printer decides
  if (Array.isArray(value)) return value.every((item) => isSorted(item, depth + 1));
  let last: string | null = null;
  for (const [key, member] of Object.entries(value)) {
    if ((last !== null && key <= last) || !isSorted(member, depth + 1)) return false;
    last = key;
  }
  return true;
}

function isVersionId(value: unknown): boolean {
  return typeof value === 'string' && VERSION_ID.test(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
