import { InvalidArgumentError, Option, type Command } from 'commander';
import { COPY_KINDS } from '../../shared/contract/copy-kinds.ts';
import { FORMATS } from '../../shared/content.ts';
import { FORMAT_NAMES } from '../../shared/interchange.ts';
import { collect, commandsOf, run, wholeNumber } from './command.ts';
import { versionNumber } from './find-prompt.ts';
import { beginning, ending } from './moments.ts';
import { addReviewCommands } from './review-commands.ts';
import { addTeamCommands } from './team-commands.ts';

/** Every command: how it is called, and the file that does it, which is loaded only when it is called. */
export function addCommands(program: Command): void {
  const command = commandsOf(program);

  const finding = (usage: string, summary: string) =>
    command(usage, summary)
      .option('--regex', 'PATTERN is a regular expression; $1 in a replacement is its first group')
      .option('--case', 'tell capital letters from small ones')
      .option('--word', 'whole words only');

  command('init', 'make a workspace')
    .option('--name <author>', 'the name that stands on your changes')
    .action(run(async () => (await import('./commands/init.ts')).init));

  command('import <path...>', 'add the prompts of files or folders; what is there already is not added again')
    .addOption(formatOption('the format of the files, where it cannot be told from them'))
    .option('--strict', 'add nothing where anything would have to be skipped')
    .option('--folder <name>', 'put the prompts into this folder of the workspace')
    .action(run(async () => (await import('./commands/import.ts')).importPrompts));

  command('export <path> [prefix]', 'write prompts to a file, a folder, a .zip, or “-” for stdout')
    .addOption(formatOption('the format to write, where the ending of PATH does not say it'))
    .option('--label <label>', 'what this label points to, instead of the newest version')
    .action(run(async () => (await import('./commands/export.ts')).exportPrompts));

  command('list [prefix]', 'list the prompts whose names begin with PREFIX')
    .option('--label <label>', 'only prompts that have this label')
    .option('--archived', 'the archived prompts instead')
    .action(run(async () => (await import('./commands/list.ts')).list));

  command('search <query...>', 'find prompts by their names and texts, best first')
    .option('--label <label>', 'only prompts that have this label')
    .option('--limit <number>', 'how many to show at most', wholeNumber, 50)
    .action(run(async () => (await import('./commands/search.ts')).search));

  finding(
    'grep <pattern> [prefix]',
    'list every place in the texts of prompts, drafts first, that holds PATTERN',
  ).action(run(async () => (await import('./commands/grep.ts')).grep));

  finding('replace <pattern> <replacement> [prefix]', 'replace PATTERN in the drafts of prompts')
    .option('--dry-run', 'show what would change, and change nothing')
    .option('-m, --message <message>', 'commit each prompt that had no draft before')
    .action(run(async () => (await import('./commands/replace.ts')).replace));

  command('show <name>', 'show a version: the newest, where none is named')
    .addOption(versionOption())
    .option('--label <label>', 'the version under this label')
    .addOption(new Option('--as <kind>', 'as it may be pasted elsewhere, requests filled in').choices(COPY_KINDS))
    .addOption(inputsOption())
    .action(run(async () => (await import('./commands/show.ts')).show));

  command('render <name> [values...]', 'fill in a version: production, where none is named')
    .addOption(versionOption())
    .option('--label <label>', 'the version under this label')
    .option('--var <name=value>', 'the value of a variable; may stand more than once', collect)
    .option('--vars <file>', 'values from a JSON or YAML file')
    .addOption(inputsOption())
    .action(run(async () => (await import('./commands/render.ts')).render));

  command('commit <name>', 'make a version of a file, and the prompt too where it is new')
    .addOption(
      new Option('--file <file>', 'a prompt in any format that can be imported, or plain text').conflicts('stdin'),
    )
    .option('--stdin', 'read the prompt from stdin')
    .addOption(formatOption('the format of what is read, where it cannot be told from it'))
    .requiredOption('-m, --message <message>', 'what changed, and why')
    .option('--beside <version>', 'build on this version, and leave newer ones beside it')
    .action(run(async () => (await import('./commands/commit.ts')).commit));

  command(
    'convert <name>',
    'put a prompt into another template format; without --draft or --commit, show what would change',
  )
    .addOption(new Option('--to <format>', 'the format it becomes').choices(FORMATS))
    .option('--placeholders', 'make variables of ${name:default}')
    .addOption(new Option('--draft', 'save the result as the draft').conflicts('commit'))
    .option('--commit', 'make a version of the result')
    .option('-m, --message <message>', 'what changed, and why')
    .action(run(async () => (await import('./commands/convert.ts')).convert));

  command(
    'used-by <name>',
    'list the drafts and versions in use that include a prompt, directly or through others',
  ).action(run(async () => (await import('./commands/used-by.ts')).usedBy));

  command('impact <name>', 'show what every prompt that includes a prompt would say if it said something else')
    .option('--to <version>', 'what it would say: draft, v3, a label or latest; the draft, where there is one')
    .option('--label <label>', 'only where it is asked for by this label, as if the label were moved there')
    .action(run(async () => (await import('./commands/impact.ts')).impact));

  command('history <name>', 'list the versions of a prompt, newest first')
    .option('--graph', 'draw which version builds on which')
    .action(run(async () => (await import('./commands/history.ts')).history));

  command('merge <name>', 'bring two versions together; exit code 1 and a list where something is left to decide')
    .requiredOption('--theirs <version>', 'the version that is merged: v1, a label')
    .option('--mine <version>', 'what it is merged into, instead of the newest version; “draft” is the draft')
    .addOption(new Option('--favour <side>', 'take this side where both changed the same').choices(['mine', 'theirs']))
    .option('-m, --message <message>', 'the message of the merge')
    .option('--output <file>', 'write the merged text with its conflicts marked')
    .action(run(async () => (await import('./commands/merge.ts')).merge));

  command('diff <name> <from> <to>', 'compare two of: v1, a label, latest, draft, OTHER@v3')
    .option('--with <other>', 'take TO from this prompt')
    .option('--patch', 'print a patch of the exported .prompt file, for “git apply” or “patch -p1”')
    .addOption(new Option('--word', 'mark the words that differ within their lines').conflicts('patch'))
    .addOption(new Option('--ignore-whitespace', 'white space alone is no difference').conflicts('patch'))
    .option('--exit-code', 'end with exit code 1 where anything differs')
    .action(run(async () => (await import('./commands/diff.ts')).diff));

  command('label <name> <label> <version>', 'put a label on a version')
    .requiredOption('--reason <reason>', 'why the label moves')
    .option('--with-snippets', 'move the labels of the snippets it needs too, in the same release')
    .action(run(async () => (await import('./commands/label.ts')).label));

  command('promote [name...]', 'put a label where another one is, on all of these prompts or on none')
    .option('--from <label>', 'the label to follow', 'staging')
    .option('--to <label>', 'the label that moves', 'production')
    .option('--prefix <prefix>', 'every prompt whose name begins so, where the two labels differ')
    .requiredOption('--reason <reason>', 'why the labels move')
    .action(run(async () => (await import('./commands/promote.ts')).promote));

  command('rollback <name> <label>', 'put a label back where it was before')
    .requiredOption('--reason <reason>', 'why the label goes back')
    .action(run(async () => (await import('./commands/rollback.ts')).rollback));

  command('releases [name]', 'list the moves of labels, newest first')
    .option('--label <label>', 'only moves of this label')
    .option('--since <time>', 'only moves since then: 2026-11-16, or an age such as 7d', beginning)
    .option('--until <time>', 'only moves up to then; a day counts whole', ending)
    .option('--limit <number>', 'how many to show at most', wholeNumber, 500)
    .action(run(async () => (await import('./commands/releases.ts')).listReleases));

  command('report', 'what changed under a label in a time, with every diff')
    .option('--label <label>', 'the label to tell of', 'production')
    .option('--since <time>', 'where it begins: 2026-11-16, or an age such as 7d (which it is by default)', beginning)
    .option('--until <time>', 'where it ends; a day counts whole; now, where none is named', ending)
    .addOption(new Option('--format <format>', 'how it is written').choices(['markdown', 'html', 'json']))
    .option('--output <file>', 'write it to a file')
    .action(run(async () => (await import('./commands/report.ts')).report));

  command('archive <name>', 'put a prompt away; nothing of it is erased').action(
    run(async () => (await import('./commands/archive.ts')).archive),
  );

  command('unarchive <name>', 'bring an archived prompt back').action(
    run(async () => (await import('./commands/archive.ts')).unarchive),
  );

  command('redact <target>', 'take the text of a version out for good: NAME@v3')
    .requiredOption('--reason <reason>', 'why, for whoever asks later')
    .option('--yes', 'do it; without this it is only said what it means')
    .action(run(async () => (await import('./commands/redact.ts')).redact));

  addTeamCommands(program);
  addReviewCommands(program);

  command('verify', 'fold the log again from nothing and compare with what the workspace holds')
    .option('--log <file>', 'check a signed log that somebody exported instead; no workspace is needed')
    .action(run(async () => (await import('./commands/verify.ts')).verifyWorkspace));

  command('backup <path>', 'write a whole copy of the workspace to a new file').action(
    run(async () => (await import('./commands/backup.ts')).backup),
  );

  command('bench [what]', 'measure Galley beside its peers on a workspace made for it; “bench sync” measures syncing')
    .option('--prompts <number>', 'how many prompts', wholeNumber, 10_000)
    .option('--versions <number>', 'how many versions of each', wholeNumber, 10)
    .action(run(async () => (await import('./commands/bench.ts')).runBench));
}

function formatOption(summary: string): Option {
  return new Option('--format <format>', summary).choices(FORMAT_NAMES);
}

function inputsOption(): Option {
  return new Option('--inputs <set>', 'values from this input set of the prompt, kept on this device');
}

function versionOption(): Option {
  return new Option('--version <vN>', 'this version').conflicts('label').argParser((text) => {
    const number = versionNumber(text);
    if (number === null) throw new InvalidArgumentError('A version is named like v3.');
    return number;
  });
}
