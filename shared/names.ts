export const MAX_NAME_LENGTH = 200;

// C0 and C1 controls, and the bidirectional and zero-width characters that make two names look alike.
// oxlint-disable-next-line no-control-regex -- finding control characters is the point
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
// Half of a surrogate pair becomes the replacement character, which stands for nothing in a name either.
const ALL_UNSEEN = new RegExp(`${UNSEEN.source}|\ufffd`, 'g');

/** Why `name` cannot be a prompt's name, as a sentence; null when it can. A name is a slash path such as
 *  `support/reply-drafter`; `@` is kept free for `name@label`. */
export function nameProblem(name: string): string | null {
  if (name === '') return 'A prompt needs a name.';
  if (name.length > MAX_NAME_LENGTH)
    return `A prompt's name may have ${MAX_NAME_LENGTH} characters; this one has ${name.length.toLocaleString('en')}.`;
  if (!name.isWellFormed() || UNSEEN.test(name)) return 'A prompt name cannot hold control or invisible characters.';
  if (/[@\\]/.test(name)) return `A prompt name cannot hold ${name.includes('@') ? '“@”' : 'a backslash'}.`;
  for (const segment of name.split('/')) {
    if (segment === '') return 'A prompt name cannot begin or end with “/” or hold “//”.';
    if (segment === '.' || segment === '..') return `A prompt name cannot hold “${segment}” as a folder.`;
    if (segment !== segment.trim()) return 'A folder or prompt name cannot begin or end with a space.';
  }
  return null;
}

/** What two names share when they count as the same: case and Unicode composition do not tell prompts apart,
 *  as they would not on most people's disks. */
export function nameKey(name: string): string {
  // Composed again afterwards: some letters have a composed form in lower case only.
  return name.normalize('NFC').toLowerCase().normalize('NFC');
}

/** The nearest allowed name to what an imported file calls a prompt. `/` is taken as text, not as a folder, unless
 *  `keepFolders`. Never empty: `untitled` stands in. */
export function nameFrom(text: string, keepFolders = false): string {
  const segments = (keepFolders ? text.split(/[/\\]/) : [text.replaceAll(/[/\\]/g, '-')])
    .map(cleanSegment)
    .filter(isSegment);
  // Cutting may leave half a character, a space, or dots alone at the end.
  const cut = segments.join('/').slice(0, MAX_NAME_LENGTH).split('/').map(cleanSegment).filter(isSegment);
  return cut.length === 0 ? 'untitled' : cut.join('/');
}

function cleanSegment(text: string): string {
  return text.toWellFormed().replaceAll(ALL_UNSEEN, ' ').replaceAll('@', ' at ').replaceAll(/\s+/g, ' ').trim();
}

function isSegment(text: string): boolean {
  return text !== '' && text !== '.' && text !== '..';
}

/** The folder part of a name, without the trailing slash; '' at the top. */
export function folderOf(name: string): string {
  const slash = name.lastIndexOf('/');
  return slash < 0 ? '' : name.slice(0, slash);
}

export function baseName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Why `label` cannot be set on a version, as a sentence; null when it can. */
export function labelProblem(label: string): string | null {
  if (label === 'latest') return '“latest” always means the newest version; it cannot be set.';
  if (!/^[a-z0-9_.-]{1,36}$/.test(label)) return 'A label is 1 to 36 of a–z, 0–9, “_”, “.” and “-”.';
  if (/^v?\d+$/.test(label)) return `“${label}” reads as a version number; choose another label.`;
  return null;
}

export const MAX_TAG_LENGTH = 40;

/** Why `tag` cannot be a tag, as a sentence; null when it can. Commas separate tags where they are typed. */
export function tagProblem(tag: string): string | null {
  if (tag === '') return 'A tag needs at least one character.';
  if (tag.length > MAX_TAG_LENGTH) return `A tag may have ${MAX_TAG_LENGTH} characters; this one has ${tag.length}.`;
  if (tag.includes(',') || UNSEEN.test(tag) || !tag.isWellFormed())
    return 'A tag cannot hold a comma or control characters.';
  return null;
}

export const MAX_MEMBER_NAME = 100;

/** Why `name` cannot be a member's name, as a sentence; null when it can. */
export function memberNameProblem(name: string): string | null {
  if (name.trim() === '') return 'A member needs a name.';
  if (name.length > MAX_MEMBER_NAME)
    return `A member's name may have ${MAX_MEMBER_NAME} characters; this one has ${name.length.toLocaleString('en')}.`;
  if (name !== name.trim()) return 'A member’s name cannot begin or end with a space.';
  if (!name.isWellFormed() || UNSEEN.test(name)) return 'A member’s name cannot hold control or invisible characters.';
  return null;
}

/** What two members' names share when they would be read as the same: also full-width letters, ligatures and any spaces. */
export function memberNameKey(name: string): string {
  return nameKey(name.normalize('NFKC').replaceAll(/\s+/g, ' '));
}
