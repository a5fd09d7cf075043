import { Refused } from '../../../shared/reply.ts';
import { redactionMeans } from '../../../shared/redacted-words.ts';
import { versionWord } from '../../../shared/version-word.ts';
import { findPrompt, findVersion, readTarget } from '../find-prompt.ts';
import { note, oneLine, print, printJson } from '../output.ts';
import type { Session } from '../session.ts';
import { whenSent } from '../sync-words.ts';

/** Takes the text of a version out for good. Without `yes` it only says what that means. */
export async function redact(
  session: Session,
  [target]: [string],
  { reason, yes = false }: { reason: string; yes?: boolean },
): Promise<void> {
  const { name, ref } = readTarget(target);
  if (ref === null) throw new Refused('usage', `Say which version is to be redacted, such as ${name}@v3.`);
  const registry = session.open();
  const prompt = findPrompt(registry, name);
  const { id, number } = findVersion(registry, prompt, ref);
  const what = `${versionWord(number)} of “${oneLine(prompt.name)}”`;
  if (!yes) {
    note(redactionMeans(versionWord(number), registry.notes.isAttached).join('\n'));
    throw new Refused('not-confirmed', `${what} is as it was. To redact it, say --yes.`);
  }
  const { queued } = await session.ask('version.redact', { versionId: id, reason });
  if (session.json) return printJson({ name: prompt.name, versionId: id, number, queued });
  const when = queued ? whenSent(session) : null;
  print(when === null ? `Redacted ${what}.` : `The redaction of ${what} is queued; it counts ${when}.`);
  note(
    queued
      ? 'Once it is there, “galley attention” names the objects that whoever manages the store must delete.'
      : 'Backups and exports made before still hold its text.',
  );
}
