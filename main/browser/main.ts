import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Refused } from '../../shared/reply.ts';
import { defaultWorkspacePath } from '../default-paths.ts';
import { openWorkspace, type WorkspaceClient } from '../workspace-client.ts';
import { openLink } from './open-link.ts';
import { startBrowserHost, type BrowserHost } from './server.ts';
import { usualPort } from './usual-port.ts';

const USAGE = `Usage: npm start -- [--workspace FILE] [--port N] [--no-open]

  --workspace FILE  the workspace to open (GALLEY_WORKSPACE, or one in your user data)
  --port N          the port on 127.0.0.1 (the same each time, if it is free)
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

  const path = resolve(chosen.workspace);
  const workspace = openWorkspace({ path, host: 'browser' });
  const host = await serve(workspace, path, chosen.port).catch(async (error: unknown) => {
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

/** On the port that was asked for, or else the workspace's usual one, or else any. */
async function serve(workspace: WorkspaceClient, path: string, port: number | undefined): Promise<BrowserHost> {
  const options = {
    workspace,
    rendererFolder: rendererFolder(),
    onUnexpected: (error: unknown) => console.error(error),
  };
  if (port !== undefined) return startBrowserHost({ ...options, port });
  try {
    return await startBrowserHost({ ...options, port: usualPort(path) });
  } catch (error) {
    if (!(error instanceof Refused && error.refusal.code === 'port-taken')) throw error;
    return startBrowserHost({ ...options, port: 0 });
  }
}

type Chosen = { workspace: string; port: number | undefined; open: boolean; help: boolean };

function parseArguments(args: string[]): Chosen {
  const { values } = parse(args);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
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
