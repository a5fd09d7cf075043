import { execFileSync, spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { captureRequest } from '../../../main/models/capture-request.ts';
import { copyRequest, copyText } from '../../../main/models/copy-as.ts';
import type { Json } from '../../../shared/canonical-json.ts';
import { emptyContent } from '../../../shared/content.ts';
import type { ProviderRequest } from '../../../shared/contract/model-calls.ts';

const NASTY = [
  `it's "quoted" \`ticked\` $HOME \${PATH} $(whoami) !! \\n \\`,
  'JSON\nEOF\n\'\'\'\n"""',
  '\u2028\u2029\u0000\u0007\u007f\ufeff\ud800 é 漢字 👩‍👩‍👧',
  '*/ // # <!-- --> %s {{ x }} {x}',
];

/** Bodies with any text as a value and as a name. */
const bodies: fc.Arbitrary<Json> = fc.dictionary(
  fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...NASTY, '__proto__', 'constructor')),
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(...NASTY),
    fc.json().map((text) => JSON.parse(text) as Json),
  ),
  { maxKeys: 6 },
);

function requestWith(body: Json): ProviderRequest {
  return {
    provider: 'OpenAI',
    method: 'POST',
    url: "https://api.example.com/v1/it's",
    headers: { authorization: 'Bearer $OPENAI_API_KEY', 'content-type': 'application/json' },
    body: JSON.stringify(body),
    notes: [],
  };
}

const ENVIRONMENT = { PATH: process.env['PATH'] ?? '', OPENAI_API_KEY: `k"e'y $x` };
const hasPython = spawnSync('python3', ['--version']).status === 0;

/** What a shell hands to `curl`: its arguments and its standard input. */
function runCurl(code: string): { args: string[]; input: string } {
  const said = 'curl() { for each in "$@"; do printf "%s\\0" "$each"; done; printf "\\1"; cat; }\n';
  const output = execFileSync('bash', ['-s'], { input: said + code, env: ENVIRONMENT, encoding: 'utf8' });
  const end = output.indexOf('\u0001');
  return { args: output.slice(0, end).split('\0').slice(0, -1), input: output.slice(end + 1) };
}

function runPython(code: string): { url: string; headers: Record<string, string>; body: Json } {
  const caught = [
    'import io, json, sys, urllib.request',
    'def _catch(request):',
    '    print(json.dumps({"url": request.full_url, "headers": dict(request.header_items()), "body": json.loads(request.data)}))',
    '    sys.exit(0)',
    'urllib.request.urlopen = _catch',
    '',
  ].join('\n');
  const output = execFileSync('python3', ['-'], { input: caught + code, env: ENVIRONMENT, encoding: 'utf8' });
  return JSON.parse(output) as ReturnType<typeof runPython>;
}

function runScript(code: string): { url: string; headers: Record<string, string>; body: string } {
  const caught = `
    globalThis.fetch = async (url, { headers, body }) => {
      console.log(JSON.stringify({ url, headers, body }));
      process.exit(0);
    };
  `;
  const input = caught + code;
  const output = execFileSync(process.execPath, ['--input-type=module-typescript', '-'], {
    input,
    env: ENVIRONMENT,
    encoding: 'utf8',
  });
  return JSON.parse(output) as ReturnType<typeof runScript>;
}

describe('a copied request does what it says, whatever its texts hold', () => {
  test('cURL: the shell hands on the address, the headers and the body, and fills in the key alone', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const { args, input } = runCurl(copyRequest('curl', requestWith(body)));
        expect(args).toEqual([
          "https://api.example.com/v1/it's",
          '-H',
          `authorization: Bearer ${ENVIRONMENT.OPENAI_API_KEY}`,
          '-H',
          'content-type: application/json',
          '--data-binary',
          '@-',
        ]);
        expect(JSON.parse(input)).toEqual(body);
      }),
      { numRuns: 25 },
    );
  });

  test('TypeScript: the script asks for the same', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const { url, headers, body: sent } = runScript(copyRequest('typescript', requestWith(body)));
        expect(url).toBe("https://api.example.com/v1/it's");
        expect(headers['authorization']).toBe(`Bearer ${ENVIRONMENT.OPENAI_API_KEY}`);
        expect(sent).toBe(JSON.stringify(body));
      }),
      { numRuns: 15 },
    );
  });

  test.runIf(hasPython)('Python: the script asks for the same', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const { url, headers, body: sent } = runPython(copyRequest('python', requestWith(body)));
        expect(url).toBe("https://api.example.com/v1/it's");
        expect(headers['Authorization']).toBe(`Bearer ${ENVIRONMENT.OPENAI_API_KEY}`);
        expect(sent).toEqual(body);
      }),
      { numRuns: 15 },
    );
  });
});

test('the request of a real prompt is copied with its text', async () => {
  const messages = NASTY.map((text) => ({ role: 'user' as const, text }));
  const answer = await captureRequest({
    provider: 'anthropic',
    modelId: 'claude-sonnet-4-5',
    messages,
    content: emptyContent(),
  });
  if (!('request' in answer)) throw new Error(answer.refusal);
  const { input, args } = runCurl(copyRequest('curl', answer.request));
  expect(JSON.parse(input)).toEqual(JSON.parse(answer.request.body));
  expect(args[0]).toBe('https://api.anthropic.com/v1/messages');
});

test('as Markdown, a prompt is its messages under their roles, as they are written', () => {
  const messages = [
    { role: 'system' as const, text: 'You answer for {{ product }}.\n' },
    { role: 'placeholder' as const, text: 'history' },
  ];
  expect(copyText('markdown', 'support/reply', { ...emptyContent(), messages })).toBe(
    '# support/reply\n\n## System\n\nYou answer for {{ product }}.\n\n## Chat history\n\nhistory\n',
  );
});

test('as JSON, a prompt is what it says, and nothing it does not say', () => {
  const content = { ...emptyContent(), settings: { model: 'gpt-4o' } };
  expect(JSON.parse(copyText('json', 'support/reply', content))).toEqual({
    name: 'support/reply',
    format: 'liquid',
    messages: [{ role: 'user', text: '' }],
    settings: { model: 'gpt-4o' },
  });
});
