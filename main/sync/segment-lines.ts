import { canonicalJson } from '../../shared/canonical-json.ts';
import { versionRecord, type Change, type ChangeBody } from '../../shared/change.ts';
import { changeProblem, contentProblem } from '../../shared/segment/read-change.ts';
import { sha256 } from '../registry/sha256.ts';
import type { ChangeLine, ReadLine } from './sync-types.ts';

/*
 * A line of a payload is one of
 *   {"change":CHANGE}
 *   {"change":CHANGE,"content":CONTENT}                      a version
 *   {"change":CHANGE,"versionId":HEX}                        a version whose content was taken out
 * in canonical JSON. A line is committed to by its own text, but a version by the third form, so that its content can be
 * taken out without altering the root; a version's id is a hash over its content.
 *   salt_i       = SHA-256(hex of the seed, then i in decimal)
 *   commitment_i = SHA-256(hex of the salt, then the line as said above)
 *   root         = SHA-256(all commitments in hex, one after the other)
 */

// In canonical order the kind ends a change. In a change that can be read this stands nowhere before: inside a text the
// quotes are escaped, and no body has such members.
const VERSION_END = '"kind":"version.committed"}';
const WITH_CONTENT = `${VERSION_END},"content":`;
const WITHOUT_CONTENT = `${VERSION_END},"versionId":"`;
const START = '{"change":';
const REDACTED = /^,"versionId":"([0-9a-f]{64})"\}$/;

type Read = { line: ReadLine; commitment: string };

/** The salt of line `index`, from 0. `seed` in hex. */
export function saltOf(seed: string, index: number): string {
  return sha256(seed + index);
}

/** A line as it is written, and the text it is committed to by. */
export function writeLine(line: ChangeLine): { text: string; commitment: string } {
  const { content, versionId: _, ...bare } = line.change;
  const change = printChange(bare);
  if (line.redacted) {
    const text = redactedText(change, line.redacted.versionId);
    return { text, commitment: text };
  }
  if (content === undefined) {
    const text = `${START}${change}}`;
    return { text, commitment: text };
  }
  const commitment = redactedText(change, versionIdOf(line.change as Change<'version.committed'>, content));
  return { text: `${START}${change},"content":${content}}`, commitment };
}

/** What `readLine` makes of a line that `writeLine` printed as `commitment`, without reading the whole text again. */
export function readWritten(line: ChangeLine, { text, commitment }: { text: string; commitment: string }): ReadLine {
  const { change } = line;
  if (line.redacted || change.content === undefined) return readLine(text).line;
  const end = commitment.length - WITHOUT_ID.length - VERSION_ID_LENGTH;
  const bare = commitment.slice(START.length, end);
  const problem = changeProblem(bare, parsed(bare)) ?? contentProblem(change.content);
  if (problem !== null) return { odd: text, why: problem };
  return { change, versionId: commitment.slice(-VERSION_ID_LENGTH - 2, -2) };
}

const VERSION_ID_LENGTH = 64;
const WITHOUT_ID = ',"versionId":""}';

/** Canonical JSON of a change. The engine's own printer is several times faster than the canonical one, and writes the same
 *  where keys stand in order and no text holds half a character. */
function printChange(change: Change): string {
  if (change.kind !== 'version.committed') return canonicalJson(change);
  const { message, origin, parents, promptId, snippets } = change.body;
  if (snippets !== undefined) return canonicalJson(change);
  const { at, author, id, kind } = change;
  const by = origin && { author: origin.author, committedAt: origin.committedAt };
  const text = JSON.stringify({ at, author, body: { message, origin: by, parents, promptId }, id, kind });
  return text.includes('\\ud') ? canonicalJson(change) : text;
}

/** What a line says, and the text it is committed to by. Never throws: what cannot be read is odd. */
export function readLine(text: string): Read {
  const end = text.indexOf(WITH_CONTENT);
  if (text.startsWith(START) && end >= 0) return readVersion(text, end + VERSION_END.length);
  const redactedEnd = text.indexOf(WITHOUT_CONTENT);
  if (text.startsWith(START) && redactedEnd >= 0) return readRedacted(text, redactedEnd + VERSION_END.length);
  if (!text.startsWith(START) || !text.endsWith('}')) return odd(text, 'It is not a change.');
  const change = text.slice(START.length, -1);
  const value = parsed(change);
  const problem = changeProblem(change, value);
  if (problem !== null) return odd(text, problem);
  if ((value as Change).kind === 'version.committed') return odd(text, 'It is a version without its content.');
  return { line: { change: value as Change }, commitment: text };
}

function readVersion(text: string, end: number): Read {
  const change = text.slice(START.length, end);
  const content = text.slice(end + ',"content":'.length, -1);
  const value = parsed(change);
  const versionId = triedVersionId(value, content);
  // What is committed to must not hang on which contents and bodies this Galley can read: a later one reads more.
  if (versionId === null || !text.endsWith('}')) return odd(text, 'It is not a version.');
  const commitment = redactedText(change, versionId);
  const problem = changeProblem(change, value) ?? contentProblem(content);
  if (problem !== null) return { ...odd(text, problem), commitment };
  return { line: { change: { ...(value as Change), content } as Change, versionId }, commitment };
}

function readRedacted(text: string, end: number): Read {
  const change = text.slice(START.length, end);
  const versionId = REDACTED.exec(text.slice(end))?.[1];
  if (versionId === undefined) return odd(text, 'It is not a version.');
  const value = parsed(change);
  const problem = changeProblem(change, value);
  if (problem !== null) return odd(text, problem);
  const redacted = { ...(value as Change), versionId } as Change;
  return { line: { change: redacted, redacted: { versionId }, versionId }, commitment: text };
}

/** Null where the change does not say what an id is made of. */
function triedVersionId(change: unknown, content: string): string | null {
  const { author, body } = (change ?? {}) as {
    author?: unknown;
    body?: Partial<ChangeBody<'version.committed'>> | null;
  };
  if (typeof author !== 'string' || typeof body?.message !== 'string' || typeof body.promptId !== 'string') return null;
  if (!Array.isArray(body.parents) || !body.parents.every((parent) => typeof parent === 'string')) return null;
  const writer: unknown = body.origin === undefined ? undefined : body.origin?.author;
  if (writer !== undefined && typeof writer !== 'string') return null;
  try {
    return versionIdOf(change as Change<'version.committed'>, content);
  } catch {
    return null; // snippets that cannot be printed
  }
}

/** The id of the version that such a change with such a content makes. */
export function versionIdOf(change: Change<'version.committed'>, content: string): string {
  return sha256(versionRecord(change.body.origin?.author ?? change.author, content, change.body));
}

function redactedText(change: string, versionId: string): string {
  return `${START}${change},"versionId":"${versionId}"}`;
}

function odd(text: string, why: string): Read {
  return { line: { odd: text, why }, commitment: text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
