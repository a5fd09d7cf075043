import { Option, type Command } from 'commander';
import { commandsOf, messageLine, run, smallNumber } from './command.ts';

/** The commands for deciding together what a label stands on. A review is named by its id or the end of it, or by
 *  PROMPT@LABEL. */
export function addReviewCommands(program: Command): void {
  const review = program.command('review').description('ask for a label move, and decide about those of others');
  const command = commandsOf(review);

  command(
    'request <prompt> <label> [version]',
    'ask that a label be moved to a version: the newest, where none is named',
  )
    .option('-m, --message <message>', 'what the reviewers should know')
    .action(run(async () => (await import('./commands/review.ts')).request));
  command('list', 'list reviews, newest first')
    .addOption(new Option('--scope <scope>', 'which ones').choices(['waiting', 'mine', 'open', 'all']).default('open'))
    .option('--prompt <name>', 'only of this prompt')
    .option('--label <label>', 'only for this label')
    .action(run(async () => (await import('./commands/review.ts')).list));
  command('show <review>', 'show a review: its state, decisions, evidence and discussion').action(
    run(async () => (await import('./commands/review.ts')).show),
  );
  command('approve <review>', 'approve what a review asks for')
    .option('-m, --message <message>', 'why')
    .action(run(async () => (await import('./commands/review-decide.ts')).approve));
  command('reject <review>', 'speak against what a review asks for')
    .requiredOption('-m, --message <message>', 'why')
    .action(run(async () => (await import('./commands/review-decide.ts')).reject));
  command('comment <review> <text>', 'comment on a review, or on a line of its version')
    .option('--at <message:line>', 'which message and line, both from 1: 2:14', messageLine)
    .option('--before', 'the line is of the version the label is on')
    .action(run(async () => (await import('./commands/review-decide.ts')).comment));
  command('withdraw <review>', 'take back what you asked for').action(
    run(async () => (await import('./commands/review-decide.ts')).withdraw),
  );
  command('release <review>', 'move the label as the review asked')
    .option('--reason <reason>', 'why the label moves; else what the review says')
    .action(run(async () => (await import('./commands/review-decide.ts')).release));
  command('evidence <name> <evaluation>', 'record how a version did in an evaluation: NAME@v3, else the newest')
    .addOption(new Option('--passed', 'it passed').conflicts('failed'))
    .option('--failed', 'it did not')
    .option('--summary <text>', 'what came out')
    .action(run(async () => (await import('./commands/review-decide.ts')).evidence));

  commandsOf(program)('policy [label]', 'show what moving a label takes, or change it')
    .addOption(new Option('--protected', 'only publishers and owners move it').conflicts('unprotected'))
    .option('--unprotected', 'any editor moves it')
    .option('--approvals <number>', 'how many must approve', smallNumber)
    .option('--roles <roles>', 'who may approve, such as owner,publisher')
    .addOption(
      new Option('--evaluation <name>', 'the evaluation a version must have passed').conflicts('withoutEvaluation'),
    )
    .option('--without-evaluation', 'no evaluation is asked for')
    .action(run(async () => (await import('./commands/policy.ts')).policy));
}
