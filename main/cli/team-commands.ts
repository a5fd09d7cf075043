import { Option, type Command } from 'commander';
import { commandsOf, run } from './command.ts';

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

  command('attention', 'list what waits for you, and what can be done about it')
    .option('--dismiss <item>', 'take this news off the list')
    .action(run(async () => (await import('./commands/attention.ts')).attention));
}

function addRemoteCommands(program: Command): void {
  const command = commandsOf(
    program.command('remote').description('the store a team shares its log through').addHelpText('after', REMOTE_HELP),
  );

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

const REMOTE_HELP = `
A store is one of
  file:///srv/team/galley                                    a folder on a drive that all can reach
  postgres://ana@db.example.com/galley?schema=team           its password from PGPASSWORD, or asked for
  s3://bucket/team?region=eu-west-1                          its keys from AWS_ACCESS_KEY_ID and
  s3://bucket/team?endpoint=https://files.example.com        AWS_SECRET_ACCESS_KEY, or asked for
Encryption: sslmode=verify-full (the default but on this device), verify-ca, require or disable, with sslrootcert=FILE.
S3: style=path or virtual; insecure=yes for an http:// endpoint elsewhere.
`;
