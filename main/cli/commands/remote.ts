import type { InitReport } from '../../sync/remotes/adapter.ts';
import type { RemoteProbe } from '../../sync/remotes/probe.ts';
import { ExitWith } from '../exit-with.ts';
import { columns, note, paint, print, printJson, progressLine } from '../output.ts';
import { secretsFor } from '../remote-secrets.ts';
import type { Session } from '../session.ts';
import { counted, dateTime } from '../words.ts';

/** `remote probe URL`: proves that a store can keep a log, and says what is there. Changes nothing but two scratch objects. */
export async function probe(session: Session, [url]: [string]): Promise<void> {
  const { probeRemote } = await import('../../sync/remotes/probe.ts');
  const secrets = await secretsFor(url);
  const progress = progressLine(() => 'Asking the remote…');
  progress.step(0);
  const found = await probeRemote(url, secrets).finally(progress.end);
  if (session.json) return printJson(found);
  print(`${paint('green', 'This remote can keep a log.')} Of ${found.writers} writers at once exactly one came first.`);
  print(columns(rowsOf(found)));
}

/** `remote init URL`: makes ready what a remote stands on; again, it changes nothing. */
export async function init(session: Session, [url]: [string]): Promise<void> {
  const { initRemote } = await import('../../sync/remotes/remotes.ts');
  const report = await initRemote(url, await secretsFor(url));
  if (session.json) printJson(report);
  else printReport(report);
  if (report.forAdministrator.length > 0) throw new ExitWith(1);
}

function rowsOf({ kind, name, url, server, milliseconds, log }: RemoteProbe): string[][] {
  return [
    ['remote', `${kind} ${name}${server === null ? '' : `, ${server}`}`],
    ['address', url],
    ['one write', `${milliseconds} ms`],
    ['log', log === null ? 'none yet' : counted(log.segments, 'segment') + gap(log)],
    ...(log?.workspace ? [['workspace', `${log.workspaceName ?? 'without a name'} (${log.workspace})`]] : []),
    ...(log?.begunAt ? [['begun', dateTime(log.begunAt)]] : []),
    ...(log?.fault ? [['fault', log.fault]] : []),
  ];
}

function gap({ segments, head }: { segments: number; head: number }): string {
  return head === segments ? '' : `, the last is number ${head}: ${counted(head - segments, 'is', 'are')} missing`;
}

function printReport({ steps, forAdministrator, next }: InitReport): void {
  for (const { done, what } of steps) print(`${done ? paint('green', 'made ') : paint('dim', 'there')}  ${what}`);
  if (forAdministrator.length > 0) {
    note('This user may not do the rest. Ask an administrator to run:');
    print(forAdministrator.join('\n'));
  }
  for (const sentence of next) note(sentence);
}
