import { Refused } from '../../../shared/reply.ts';
import type { Registry } from '../../registry/registry.ts';
import { verify } from '../../registry/verify.ts';
import type { AuditReport } from '../../sync/audit-log-report.ts';
import { columns, note, oneLine, paint, print, printJson, progressLine } from '../output.ts';
import type { Session } from '../session.ts';
import { counted, dateTime, firstLine } from '../words.ts';

/** Checks the workspace; with `log`, a signed log that somebody exported, for which no workspace is needed. */
export async function verifyWorkspace(session: Session, _: [], { log }: { log?: string }): Promise<void> {
  if (log !== undefined) return verifyLog(session, log);
  await audit(session.open());
  const progress = progressLine((done, total) => `Folding change ${done} of ${total}…`);
  try {
    const { stateHash, viewHash, changes, pending } = verify(session.open(), progress.step);
    progress.end();
    if (session.json) printJson({ stateHash, viewHash, changes, pending });
    else {
      print(`${counted(changes - pending, 'change folds', 'changes fold')} to the state that is kept: ${stateHash}`);
      if (pending > 0)
        print(`With ${counted(pending, 'change', 'changes')} that are not in the team's log yet: ${viewHash}`);
    }
  } finally {
    progress.end();
  }
}

/** Where the workspace began from a checkpoint, what lies behind it is checked first. */
async function audit(registry: Registry): Promise<void> {
  const { unaudited } = await import('../../sync/checkpoint-take.ts');
  if (registry.readOnly !== null || !unaudited(registry)) return;
  const { auditCheckpoint } = await import('../../sync/checkpoint-audit.ts');
  const progress = progressLine((done, total) => `Auditing segment ${done} of ${total}…`);
  const hear = ({ done, total }: { done: number; total: number }): void => progress.step(done, total);
  const isSound = await auditCheckpoint(registry, new AbortController().signal, hear).finally(progress.end);
  if (!isSound) throw new Refused('audit-failed', registry.notes.halt()!.message);
}

async function verifyLog(session: Session, path: string): Promise<void> {
  const { verifyAuditLog } = await import('../../sync/audit-log-verify.ts');
  const progress = progressLine((done, total) => `Checking segment ${done} of ${total}…`);
  const report = await verifyAuditLog(path, progress.step).finally(progress.end);
  if (session.json) printJson(report);
  else tell(report);
}

function tell({ name, head, changes, odd, stateHash, members, releases, refusals }: AuditReport): void {
  print(paint('green', `Every signature and every rule of ${counted(head.number, 'segment')} holds.`));
  const unread = odd === 0 ? '' : ` ${counted(odd, 'line')} said no change.`;
  print(`“${oneLine(name)}”: ${counted(changes, 'change folds', 'changes fold')} to ${stateHash}.${unread}`);
  print(`The last segment is ${head.number}, ${head.hash}.`);
  const who = members.map((one) => [
    oneLine(one.name),
    one.removed ? paint('red', 'removed') : one.role,
    one.fingerprints.join(', '),
  ]);
  const moves = releases.map((one) => [
    dateTime(one.at),
    one.prompt,
    paint('green', `[${one.label}]`),
    `${numbered(one.from)} → ${numbered(one.to)}`,
    oneLine(one.member),
    one.approvals.length === 0 ? '' : `approved by ${one.approvals.map(oneLine).join(', ')}`,
    firstLine(one.reason),
  ]);
  const refused = refusals.map((one) => [dateTime(one.at), oneLine(one.author), one.kind, oneLine(one.why)]);
  for (const [title, rows] of [
    ['Members', who],
    ['Releases', moves],
    ['Without effect', refused],
  ] as const)
    if (rows.length > 0) print(`\n${paint('bold', title)}\n${columns(rows)}`);
  note(
    'Whether this is the log of the team: compare its last segment with what a member’s “galley status --json” or Galley shows.',
  );
}

function numbered(version: number | null): string {
  return version === null ? '–' : `v${version}`;
}
