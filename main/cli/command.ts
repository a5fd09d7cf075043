import { InvalidArgumentError, type Command } from 'commander';
import { Session } from './session.ts';

/** What a command file exports: it is given the positional arguments as an array, then the options. */
type Work<Args, Options> = (session: Session, args: Args, options: Options) => void | Promise<void>;

/** Adds commands to `parent`, with what every command understands. */
export function commandsOf(parent: Command): (usage: string, summary: string) => Command {
  return (usage, summary) =>
    parent
      .command(usage)
      .description(summary)
      .option('--workspace <file>', 'the workspace to work on')
      .option('--json', 'print one JSON value');
}

/** Loads a command and runs it. `usage` above is what commander checks the arguments against, so it says their types. */
export function run(load: () => Promise<Work<never, never>>): (...all: unknown[]) => Promise<void> {
  return async (...all) => {
    const command = all.at(-1) as Command;
    const options = command.optsWithGlobals<{ workspace?: string; json?: boolean }>();
    const session = new Session(options);
    try {
      const work = (await load()) as Work<unknown[], object>;
      await work(session, all.slice(0, -2), options);
    } finally {
      await session.close();
    }
  };
}

export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > 10_000)
    throw new InvalidArgumentError('It is a number from 1 to 10000.');
  return number;
}

export function smallNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number > 20) throw new InvalidArgumentError('It is a number from 0 to 20.');
  return number;
}

/** A place in the log, from 0. */
export function logPlace(text: string): number {
  if (!/^\d{1,12}$/.test(text)) throw new InvalidArgumentError('It is the number of a place in the log, such as 120.');
  return Number(text);
}

/** `2:14`, as people count. */
export function messageLine(text: string): { message: number; line: number } {
  const match = /^([1-9]\d{0,4}):([1-9]\d{0,7})$/.exec(text);
  if (!match) throw new InvalidArgumentError('It is a message and a line in it, such as 2:14.');
  return { message: Number(match[1]), line: Number(match[2]) };
}

export function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
