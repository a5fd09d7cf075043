import type { VersionRow } from './contract/shapes.ts';

/** `Redacted by Ana: a password`; what is said of a text that is gone. */
export function redactedWords({ by, reason }: NonNullable<VersionRow['redacted']>): string {
  if (by === null) return 'Its text is withheld: the store gave a copy without it, and no owner has redacted it';
  return reason === '' ? `Redacted by ${by}` : `Redacted by ${by}: ${reason}`;
}

/** What redacting the version called `version` does and does not do, a sentence each. `inTeam`: a store holds the log. */
export function redactionMeans(version: string, inTeam: boolean): string[] {
  return [
    `The text of ${version} is gone for good, ${inTeam ? 'from every device that syncs' : 'from this workspace'}. Nobody can bring it back.`,
    `${version} keeps its number, its message and its place in the history. A label that stands on it gives an error.`,
    'Drafts and other versions that say the same words keep them: redact each of those, too.',
    ...(inTeam
      ? [
          'The store still holds the text in log/…: whoever manages it must delete that object once Galley has put a copy without the text beside it. Needs attention then names it.',
        ]
      : []),
    'Backups and exports made before still hold the text. A password or key that was in it must be changed all the same.',
  ];
}
