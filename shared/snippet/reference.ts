import { labelProblem, nameProblem } from '../names.ts';

/** What a reference asks for: the version under a label, or one version for good. `latest` is the newest. */
export type SnippetTarget = { name: string } & ({ label: string } | { number: number });

/** What a name alone asks for. */
const USUAL_LABEL = 'production';

export type ParsedTarget = { target: SnippetTarget; problem?: undefined } | { problem: string; target?: undefined };

/** Reads `tone/formal`, `tone/formal@staging` or `tone/formal@v3`; or tells, as a sentence, why it cannot be one. */
export function parseTarget(text: string): ParsedTarget {
  const [name = '', version, ...more] = text.split('@');
  if (more.length > 0) return { problem: severalVersions(text, [version!, ...more]) };
  const problem = nameProblem(name);
  if (problem !== null) return { problem: name === '' ? 'A snippet needs a name.' : problem };
  if (version === undefined) return { target: { name, label: USUAL_LABEL } };
  if (/^v\d{1,9}$/.test(version)) return { target: { name, number: Number(version.slice(1)) } };
  if (version === 'latest') return { target: { name, label: version } };
  const bad = version === '' ? `After “@” stands a label or a version, such as ${name}@v3.` : labelProblem(version);
  return bad === null ? { target: { name, label: version } } : { problem: bad };
}

function severalVersions(text: string, parts: string[]): string {
  const mixes = parts.some(isNumber) && !parts.every(isNumber);
  return mixes
    ? `“${text}” names a label and a version together; name one of them.`
    : `“${text}” names more than one version; name one of them.`;
}

/** The shortest text that `parseTarget` reads as this. */
export function printTarget(target: SnippetTarget): string {
  if ('number' in target) return `${target.name}@v${target.number}`;
  return target.label === USUAL_LABEL ? target.name : `${target.name}@${target.label}`;
}

/** The same version under another name: `@production` stays where somebody wrote it. */
export function withName(written: string, name: string): string {
  const at = written.indexOf('@');
  return at < 0 ? name : name + written.slice(at);
}

function isNumber(part: string): boolean {
  return /^v\d+$/.test(part);
}
