/** How a version is called wherever it stands alone: `v7`, or `pending` where it is not in the team's log yet. A number is
 *  the version's place there, so until then there is none: several pending versions of a prompt are called alike, and are
 *  told apart by their place in the list, message and author. */
export function versionWord(number: number | null): string {
  return number === null ? 'pending' : `v${number}`;
}

/** The same inside a sentence. */
export function versionPhrase(number: number | null): string {
  return number === null ? 'the pending version' : `v${number}`;
}

/** The same where a sentence begins with it. */
export function versionSubject(number: number | null): string {
  return number === null ? 'The pending version' : `v${number}`;
}

/** The newest version of a prompt, confirmed or not; null where it has none. */
export function newestWord({ head, pending }: { head: number; pending: number }): string | null {
  if (pending > 0) return versionWord(null);
  return head === 0 ? null : versionWord(head);
}
