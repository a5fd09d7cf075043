import { Option, type Command } from 'commander';
import { ROLES } from '../../shared/team/roles.ts';
import { collect, commandsOf, logPlace, run, wholeNumber } from './command.ts';

/** The commands for working with others: the remote, syncing, members, and what happened. */
export function addTeamCommands(program: Command): void {
  const command = commandsOf(program);
  addRemoteCommands(program);

  command('sync', 'take in what the team wrote and send what is pending here, once')
    .addOption(new Option('--once', 'one round, then end: the default').conflicts(['watch', 'putBack']))
    .addOption(new Option('--watch', 'go on until Ctrl+C, and tell of every change').conflicts('putBack'))
    .option('--put-back', 'put segments back that the remote has lost and this device still has')
    .action(run(async () => (await import('./commands/sync.ts')).sync));

  command('status', 'say where this device stands with the team').action(
    run(async () => (await import('./commands/status.ts')).status),
  );

  command('invite', 'make the text that lets somebody ask to join')
    .addOption(roleOption('what the new member may do'))
    .option('--own-device', 'for a further device of your own; it gets your role')
    .action(run(async () => (await import('./commands/invite.ts')).invite));

  command('join <invitation>', 'make a workspace out of an invitation, and ask to be let in; “-” reads it from stdin')
    .requiredOption('--name <author>', 'the name that stands on your changes')
    .action(run(async () => (await import('./commands/join.ts')).join));

  addMemberCommands(program);

  command('recover', 'speak for an owner again, by the recovery key')
    .option('--member <name>', 'whom the key is of, where several have one')
    .action(run(async () => (await import('./commands/recover.ts')).recover));

  command('attention', 'list what waits for you, and what can be done about it')
    .option('--dismiss <item>', 'take this news off the list')
    .action(run(async () => (await import('./commands/attention.ts')).attention));

  command('activity', 'list what happened, newest first')
    .option('--by <name>', 'only what this person did')
    .option('--prompt <name>', 'only what is about this prompt')
    .option('--label <label>', 'only what is about this label')
    .option('--kind <kind>', 'only changes of this kind, such as label.moved; may stand more than once', collect)
    .addOption(new Option('--mark <mark>', 'only what is so').choices(['confirmed', 'pending', 'queued', 'refused']))
    .option('--limit <number>', 'how many to show at most', wholeNumber, 50)
    .option('--export <file>', 'write the whole signed log to a file that anybody can check with “verify --log”')
    .action(run(async () => (await import('./commands/activity.ts')).activity));

  command('log', 'list the log in its order, oldest first')
    .option('--since <place>', 'only what stands after this place', logPlace, 0)
    .option('--follow', 'go on until Ctrl+C; with --json, one value a line')
    .action(run(async () => (await import('./commands/log.ts')).log));
}

function addRemoteCommands(program: Command): void {
  const command = commandsOf(program.command('remote').description('the store a team shares its log through'));

  command('probe <url>', 'test a store without connecting it: can it keep a log, and whose is there').action(
    run(async () => (await import('./commands/remote.ts')).probe),
  );
  command('init <url>', 'make a folder, a bucket, or a table with its roles; again, it changes nothing').action(
    run(async () => (await import('./commands/remote.ts')).init),
  );
  command('add <url>', 'test a remote, connect this workspace to it, and keep its secrets in the keychain').action(
    run(async () => (await import('./commands/remote-add.ts')).addRemote),
  );
  command('show', 'show the remote of this workspace').action(
    run(async () => (await import('./commands/remote-add.ts')).showRemote),
  );
  command('credentials', 'give the secrets of the remote anew').action(
    run(async () => (await import('./commands/remote-add.ts')).giveCredentials),
  );
  command('remove', 'forget the remote; nothing is deleted, here or there').action(
    run(async () => (await import('./commands/remote-add.ts')).removeRemote),
  );
}

function addMemberCommands(program: Command): void {
  const members = program
    .command('members')
    .description('list the members and who asks to be let in')
    .option('--workspace <file>', 'the workspace to work on')
    .option('--json', 'print one JSON value')
    .action(run(async () => (await import('./commands/members.ts')).listMembers));
  const command = commandsOf(members);

  command('accept <who>', 'let somebody in who asked, by name or device')
    .addOption(roleOption('what the new member may do; else what the invitation offered'))
    .action(run(async () => (await import('./commands/members.ts')).accept));
  command('decline <who>', 'do not let somebody in who asked').action(
    run(async () => (await import('./commands/members.ts')).decline),
  );
  command('role <name> <role>', 'change what a member may do').action(
    run(async () => (await import('./commands/members.ts')).changeRole),
  );
  command('rename <name> <new-name>', 'change the name of a member').action(
    run(async () => (await import('./commands/members.ts')).rename),
  );
  command('remove <name>', 'take a member out of the team').action(
    run(async () => (await import('./commands/members.ts')).removeMember),
  );
  command('remove-device <device>', 'take away one device of a member').action(
    run(async () => (await import('./commands/members.ts')).removeDevice),
  );
  command('rotate-key', 'give this device a new key').action(
    run(async () => (await import('./commands/members.ts')).rotateKey),
  );
  command('recovery-key', 'make a recovery key and show it, this once').action(
    run(async () => (await import('./commands/members.ts')).recoveryKey),
  );
}

function roleOption(summary: string): Option {
  return new Option('--role <role>', summary).choices(ROLES);
}
