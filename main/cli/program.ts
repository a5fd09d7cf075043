import { Command, CommanderError } from 'commander';
import { APP_VERSION } from '../../shared/app-version.ts';
import { Refused } from '../../shared/reply.ts';
import { addCommands } from './commands.ts';
import { ExitWith } from './exit-with.ts';
import { note, paint } from './output.ts';

const USAGE_HELP = `
A prompt is named by its path, and a version of it with “@”: support/reply@production, support/reply@v3.
The workspace is --workspace FILE, else GALLEY_WORKSPACE, else the one the app opens.
`;

/** Runs one command and gives the exit code: 0 done, 1 refused, with a sentence on stderr, 2 wrong usage. Never rejects. */
export async function runCommandLine(args: string[]): Promise<number> {
  try {
    await program().parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof ExitWith) return error.code;
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has said why
    if (error instanceof Refused) note(error.message);
    else note((await import('../refusal-of.ts')).refusalOf(error).message);
    return error instanceof Refused && error.refusal.code === 'usage' ? 2 : 1;
  }
}

function program(): Command {
  const program = new Command('galley')
    .description('Write, version, release and test prompts, offline first.')
    .version(APP_VERSION, '-V, --version', 'print the version of Galley')
    .helpOption('-h, --help', 'say how a command is used')
    .helpCommand('help [command]', 'say how a command is used')
    .option('--workspace <file>', 'the workspace to work on')
    .option('--json', 'print one JSON value')
    .configureOutput({ outputError: (text, write) => write(usageSentence(text)) })
    .configureHelp({ styleTitle: (title) => paint('bold', title), showGlobalOptions: false })
    .addHelpText('after', USAGE_HELP)
    .exitOverride()
    // `show NAME --version v3` must reach the command: the program's own options stand before it.
    .enablePositionalOptions();
  addCommands(program);
  return program;
}

/** “error: missing required argument 'name'” as Galley says things. */
function usageSentence(text: string): string {
  const [first, ...rest] = text
    .replace(/^error: /, '')
    .trimEnd()
    .split('\n');
  const sentence = first!.charAt(0).toUpperCase() + first!.slice(1).replace(/\.?$/, '.');
  return `${[sentence, ...rest].join(' ')}\n`;
}
