import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Refused } from '../../shared/reply.ts';
import { defaultWorkspacePath } from '../default-paths.ts';
import { openWorkspace } from '../workspace-client.ts';
import { openLink } from './open-link.ts';
import { startBrowserHost } from './server.ts';

const USAGE = `Usage: npm start -- [--workspace FILE] [--port N] [--no-open]

  --workspace FILE  the workspace to open (GALLEY_WORKSPACE, or one in your user data)
  --port N          the port on 127.0.0.1 (any free one)
  --no-open         print the link without opening a browser
`;

try {
  await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(error.message);
  process.exit(error.refusal.code === 'usage' ? 2 : 1);
}

async function run(args: string[]): Promise<void> {
  const chosen = parseArguments(args);
  if (chosen.help) return console.log(USAGE);

  const workspace = openWorkspace({ path: resolve(chosen.workspace), host: 'browser' });
  const host = await startBrowserHost({
    workspace,
    rendererFolder: rendererFolder(),
    port: chosen.port,
    onUnexpected: (error) => console.error(error),
  }).catch(async (error: unknown) => {
    await workspace.close();
    throw error;
  });

  endOnSignals(async () => {
    await host.close();
    await workspace.close();
  });
  const link = host.newLink();
  console.log(`Galley is open at ${link}`);
  console.log('The link works once, in one browser. Press Ctrl+C to end Galley.');
  if (chosen.open && !(await openLink(link)))
    console.log('No browser could be opened from here: open the link yourself.');
}

type Chosen = { workspace: string; port: number; open: boolean; help: boolean };

function parseArguments(args: string[]): Chosen {
  const { values } = parse(args);
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Refused('usage', `--port takes a number from 0 to 65535, not "${values.port}".`);
  return {
    workspace: values.workspace ?? defaultWorkspacePath(),
    port,
    open: values.open ?? true,
    help: values.help ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowNegative: true,
      options: {
        workspace: { type: 'string' },
        port: { type: 'string' },
        open: { type: 'boolean' },
        // start.ts reads it; here it changes nothing.
        browser: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new Refused('usage', `${(error as Error).message}\n\n${USAGE}`);
  }
}

/** Beside dist/main in a build; below the repository where this file runs from source. */
function rendererFolder(): string {
  const relative = import.meta.url.endsWith('.ts') ? '../../dist/renderer' : '../renderer';
  return fileURLToPath(new URL(relative, import.meta.url));
}

function endOnSignals(end: () => Promise<void>): void {
  let isEnding = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isEnding) process.exit(1); // the second signal does not wait
      isEnding = true;
      void end().then(() => process.exit(0));
    });
  }
}
