import { enableCompileCache } from 'node:module';

/** `galley`, the command line: host 3. This file loads almost nothing itself, so that the cache is on for all the rest. */
enableCompileCache();

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever read from us has seen enough: `galley list | head`.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const { runCommandLine } = await import('./program.ts');
process.exitCode = await runCommandLine(process.argv.slice(2));
