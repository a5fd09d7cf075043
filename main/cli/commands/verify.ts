import { verify } from '../../registry/verify.ts';
import { print, printJson, progressLine } from '../output.ts';
import type { Session } from '../session.ts';
import { counted } from '../words.ts';

export function verifyWorkspace(session: Session): void {
  const progress = progressLine((done, total) => `Folding change ${done} of ${total}…`);
  try {
    const { stateHash, changes } = verify(session.open(), progress.step);
    progress.end();
    if (session.json) printJson({ stateHash, changes });
    else print(`${counted(changes, 'change folds', 'changes fold')} to the state that is kept: ${stateHash}`);
  } finally {
    progress.end();
  }
}
