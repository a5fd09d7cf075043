import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readStaticFiles, type StaticFile } from '../../../main/browser/static-files.ts';
import { NONCE_PLACEHOLDER } from '../../../main/content-security-policy.ts';
import { rendererFile } from '../../../main/electron/renderer-files.ts';

let folder: string;
let files: ReadonlyMap<string, StaticFile>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'galley-renderer-files-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(
    join(folder, 'renderer', 'index.html'),
    `<meta nonce="${NONCE_PLACEHOLDER}"><script nonce="${NONCE_PLACEHOLDER}">`,
  );
  writeFileSync(join(folder, 'renderer', 'assets', 'main.js'), 'export {};');
  files = await readStaticFiles(join(folder, 'renderer'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const get = (url: string, method = 'GET') => rendererFile(files, { url, method });

test('the page carries the nonce its own policy names, another one for each answer', async () => {
  const nonces = await Promise.all(
    [get('galley://app/'), get('galley://app/index.html')].map(async (response) => {
      const policy = response.headers.get('content-security-policy');
      const nonce = /'nonce-([^']+)'/.exec(policy ?? '')?.[1];
      expect(await response.text()).toBe(`<meta nonce="${nonce}"><script nonce="${nonce}">`);
      return nonce;
    }),
  );
  expect(new Set(nonces).size).toBe(2);
});

test('a script is served with its type and under the policy', async () => {
  const response = get('galley://app/assets/main.js');
  expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(response.headers.get('content-security-policy')).toContain(`default-src 'none'`);
  expect(await response.text()).toBe('export {};');
});

test('HEAD answers without a body, and other methods are refused', async () => {
  expect(await get('galley://app/', 'HEAD').text()).toBe('');
  expect(get('galley://app/', 'POST').status).toBe(405);
});

test.each([
  'galley://app/../secret.txt',
  'galley://app/..%2fsecret.txt',
  'galley://app/%2e%2e/secret.txt',
  'galley://app/assets/..%5c..%5c..%5csecret.txt',
  'galley://app//etc/passwd',
  'galley://app/assets/',
  'galley://app/%',
  'galley://other/index.html',
])('%s finds nothing', (url) => {
  expect(get(url).status).toBe(404);
});

test('no path whatever leads out of the folder', async () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '%5c',
    '\\',
    '/',
    '%00',
    'secret.txt',
    'assets',
    'renderer',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
      const response = get(`galley://app/${pieces.join('/')}`);
      expect(await response.text()).not.toContain('secret');
    }),
  );
});
