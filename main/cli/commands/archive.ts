import { archivePrompts } from '../../registry/edit-prompts.ts';
import { findPrompt } from '../find-prompt.ts';
import { print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

export function archive(session: Session, [name]: [string]): void {
  setArchived(session, name, true);
}

export function unarchive(session: Session, [name]: [string]): void {
  setArchived(session, name, false);
}

function setArchived(session: Session, named: string, archived: boolean): void {
  const registry = session.open();
  const { id, name } = findPrompt(registry, named);
  archivePrompts(registry, [id], archived);
  if (session.json) printJson({ promptId: id, name, archived });
  else print(archived ? `${name} is archived; “galley unarchive” brings it back.` : `${name} is back.`);
}
