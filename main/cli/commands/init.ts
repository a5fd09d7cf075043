import { existsSync, statSync } from 'node:fs';
import { unwrap, Refused } from '../../../shared/reply.ts';
import { checkInput } from '../../check-input.ts';
import { workspaceInfo } from '../../registry/prompt-queries.ts';
import { print, printJson } from '../output.ts';
import type { Session } from '../session.ts';

export function init(session: Session, _: [], options: { name?: string }): void {
  const { author } = unwrap(checkInput('workspace.configure', { author: options.name }));
  if (existsSync(session.path) && statSync(session.path).size > 0)
    throw new Refused(
      'exists',
      `There is something at ${session.path} already; a new workspace never replaces a file.`,
    );
  const { id, name, path, ...info } = workspaceInfo(session.open({ create: true, author }));
  if (session.json) printJson({ id, name, path, author: info.author });
  else print(`The workspace is ready at ${path}; your changes are signed “${info.author}”.`);
}
