import type { Command } from 'commander';
import { commandsOf, run } from './command.ts';

/** The commands for working with others: the remote, syncing, members, and what happened. */
export function addTeamCommands(program: Command): void {
  addRemoteCommands(program);
}

function addRemoteCommands(program: Command): void {
  const command = commandsOf(program.command('remote').description('the store a team shares its log through'));

  command('probe <url>', 'test a store without connecting it: can it keep a log, and whose is there').action(
    run(async () => (await import('./commands/remote.ts')).probe),
  );
  command('init <url>', 'make a folder, a bucket, or a table with its roles; again, it changes nothing').action(
    run(async () => (await import('./commands/remote.ts')).init),
  );
}
