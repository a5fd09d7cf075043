import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { NONCE_PLACEHOLDER } from './main/content-security-policy.ts';

const repo = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Entries of main, by the name they have in dist/main. Everything lies flat there, so that one built file finds another
 *  beside itself. */
const mainEntries = {
  electron: 'main/electron/main.ts',
  browser: 'main/browser/main.ts',
  cli: 'main/cli/main.ts',
  'workspace-worker': 'main/workspace-worker.ts',
  'job-worker': 'main/job-worker.ts',
  'check-worker': 'main/registry/check-worker.ts',
  'prepare-worker': 'main/interchange/prepare-worker.ts',
  'template-worker': 'main/template/template-worker.ts',
  'match-worker': 'main/text/match-worker.ts',
  'token-worker': 'main/models/token-worker.ts',
  'request-worker': 'main/models/request-worker.ts',
  'sync-worker': 'main/sync/sync-worker.ts',
};

// better-sqlite3 and the keyring are native, electron is given by its runtime; all else is bundled, so that a package holds no node_modules but these.
const givenAtRuntime = ['electron', 'better-sqlite3', '@napi-rs/keyring'];

export default defineConfig({
  root: repo('renderer'),
  publicDir: false,
  // Each host replaces the placeholder in index.html with a nonce of its own for every response.
  html: { cspNonce: NONCE_PLACEHOLDER },
  plugins: [react()],
  builder: {
    async buildApp(builder) {
      for (const environment of Object.values(builder.environments)) {
        if (entriesOf(environment.name).length > 0) await builder.build(environment);
      }
    },
  },
  environments: {
    client: {
      build: {
        outDir: repo('dist/renderer'),
        emptyOutDir: true,
        // The first that know light-dark(): older targets would have it rewritten into something a theme cannot switch.
        target: ['chrome123', 'firefox120', 'safari17.5'],
        modulePreload: { polyfill: false },
        // A data: font would need a hole in the content security policy.
        assetsInlineLimit: 0,
        rolldownOptions: { input: repo('renderer/index.html') },
      },
    },
    main: {
      consumer: 'server',
      resolve: { noExternal: true, external: givenAtRuntime, builtins: [...builtinModules, /^node:/] },
      build: {
        outDir: repo('dist/main'),
        emptyOutDir: true,
        target: 'node24',
        minify: false,
        ssr: true,
        rolldownOptions: {
          input: existing(mainEntries),
          external: [...givenAtRuntime, ...builtinModules, /^node:/],
          output: {
            format: 'es',
            entryFileNames: '[name].js',
            chunkFileNames: '[name]-[hash].js',
          },
        },
      },
    },
    preload: {
      consumer: 'server',
      resolve: { noExternal: true, external: ['electron'] },
      build: {
        outDir: repo('dist/preload'),
        emptyOutDir: true,
        target: 'chrome120',
        minify: false,
        ssr: true,
        rolldownOptions: {
          input: existing({ preload: 'preload/preload.ts' }),
          external: ['electron'],
          // A sandboxed preload must be one CommonJS file.
          output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
        },
      },
    },
  },
  test: {
    root: repo('.'),
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**', 'tests/standin/**', 'tests/bench/**'],
    // No test may come near the keychain of whoever runs it.
    env: { GALLEY_KEYS: join(tmpdir(), 'galley-test-keys') },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

function existing(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries)
      .map(([name, path]) => [name, repo(path)] as const)
      .filter(([, path]) => existsSync(path)),
  );
}

function entriesOf(environment: string): string[] {
  if (environment === 'main') return Object.keys(existing(mainEntries));
  if (environment === 'preload') return Object.keys(existing({ preload: 'preload/preload.ts' }));
  return environment === 'client' ? ['index.html'] : [];
}
