import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { dotprompt } from '../../../main/interchange/dotprompt.ts';
import { readSchema } from '../../../main/interchange/dotprompt-schema.ts';
import { Refused } from '../../../shared/reply.ts';
import type { Json } from '../../../shared/canonical-json.ts';
import type { Content, Message, Variable } from '../../../shared/content.ts';
import { renderMessages } from '../../../shared/template/messages.ts';
import { corpus } from '../../corpus.ts';
import { readAll, roundTrip, writeAll } from './round-trip.ts';

type Members = Record<string, Json>;
type Part = { text?: string; media?: unknown; metadata?: unknown };
type Spoken = { role: string; content: Part[]; metadata?: unknown };
type Data = { input?: Members; context?: Members; messages?: Spoken[] };
type Case = {
  desc: string;
  data?: Data;
  options?: { input?: { default?: Members } };
  expect: Members & { messages?: Spoken[] };
};
type Suite = {
  name: string;
  template: string;
  data?: Data;
  schemas?: unknown;
  partials?: Record<string, string>;
  resolverPartials?: Record<string, string>;
  tests: Case[];
};

/** What Galley does not do, case by case: file, suite and case, with the reason. A case that is listed must fail. */
const UNSUPPORTED: Record<string, string> = {
  'partials/partial_with_context: renders a partial with context': 'values handed to a partial need snippets',
  'partials/partial_with_license_header: strips Handlebars comments (license header) from partial output':
    'values handed to a partial need snippets',
  'picoschema/named_schema_override_description: returns as expected':
    'named schemas are given by an application, not by the file',
  'picoschema/nested_named_schema: returns as expected': 'named schemas are given by an application, not by the file',
  'helpers/role/system_only_prompt: inserts history after system prompt':
    'a history is put only where the prompt has a place for it',
  'helpers/media/basic: renders media part': 'a message is text',
  'helpers/media/url_only: renders media part with url only': 'a message is text',
  'helpers/media/content_types: renders video content type': 'a message is text',
  'helpers/media/content_types: renders audio content type': 'a message is text',
  'helpers/section/basic_section: renders sequential sections with proper metadata and content boundaries':
    'a message is one text: the sections come out right, their metadata is not carried',
  'helpers/section/nested_sections: handles nested and reopened sections with proper metadata boundaries':
    'a message is one text: the sections come out right, their metadata is not carried',
};

const spec = corpus('dotprompt-spec');
const examples = corpus('dotprompt-examples');

describe.skipIf(spec.absent)('the conformance suites of Dotprompt', () => {
  const counts = { passed: 0, unsupported: 0 };
  const met = new Set<string>();
  afterAll(() =>
    console.log(`Dotprompt conformance: ${counts.passed} cases pass, ${counts.unsupported} are unsupported.`),
  );

  for (const file of spec.absent ? [] : filesIn(spec.path, '')) {
    const suites = parse(readFileSync(join(spec.path, file), 'utf8')) as Suite[];
    for (const suite of suites) {
      for (const one of suite.tests) {
        const name = `${file.replace(/\.yaml$/, '')}/${suite.name}: ${one.desc}`;
        const reason = UNSUPPORTED[name];
        met.add(name);
        test(reason === undefined ? name : `${name} — unsupported: ${reason}`, () => {
          if (reason === undefined) {
            check(suite, one);
            counts.passed++;
          } else {
            expect(() => check(suite, one)).toThrow();
            counts.unsupported++;
          }
        });
      }
    }
  }

  test('every case that is listed as unsupported is in the suites', () => {
    expect(Object.keys(UNSUPPORTED).filter((name) => !met.has(name))).toEqual([]);
  });
});

describe.skipIf(examples.absent)('the examples of Dotprompt', () => {
  for (const file of examples.absent ? [] : filesIn(examples.path, '')) {
    test(`${file} is read and comes back, or is refused with one sentence`, () => {
      const text = readFileSync(join(examples.path, file), 'utf8');
      try {
        const { prompts } = readAll(dotprompt, { [file]: text });
        expect(prompts).toHaveLength(1);
        expect(INVALID_YAML).not.toContain(file);
        const { prompts: back, written } = roundTrip(dotprompt, prompts);
        expect(written.filter((loss) => loss.severity !== 'note')).toEqual([]);
        expect(back[0]!.versions[0]!.content).toEqual(prompts[0]!.versions[0]!.content);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        expect(error.message).toMatch(/^The YAML in \S+\.prompt is not valid at line \d+, column \d+: [^\n]+\.$/);
        expect(INVALID_YAML).toContain(file);
      }
    });
  }
});

/** Invalid on purpose, or by using a notation that YAML does not have (`{…}[]`). */
const INVALID_YAML = [
  'error-invalid-yaml.prompt',
  'samples__02-schema-and-config.prompt',
  'samples__06-partials.prompt',
  'samples__10-kitchen-sink.prompt',
];

function filesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(root, path) : [path];
  });
}

/** One case through Galley's own import and rendering. */
function check(suite: Suite, one: Case): void {
  const partials = Object.entries({ ...suite.partials, ...suite.resolverPartials });
  const files = {
    'case.prompt': suite.template,
    ...Object.fromEntries(partials.map(([name, text]) => [`_${name}.prompt`, text])),
  };
  const { prompts } = readAll(dotprompt, files);
  const { content } = prompts.find((prompt) => prompt.name === 'case')!.versions[0]!;
  const data = { ...suite.data, ...one.data };
  if (one.expect.messages) expect(spoken(content, data, one)).toEqual(one.expect.messages.map(comparable));
  for (const [member, value] of Object.entries(one.expect)) {
    if (member !== 'messages') expect(factOf(content, member, one), member).toEqual(value);
  }
}

/** What a model would get, in Dotprompt's words. */
function spoken(content: Content, data: Data, one: Case): Spoken[] {
  // Options stand for what an application sets beside the file.
  const defaults = Object.entries(one.options?.input?.default ?? {});
  const given: Variable[] = defaults.map(([name, value]) => ({ name, type: 'string', default: value }));
  const context = Object.entries(data.context ?? {}).map(([name, value]) => [`@${name}`, value]);
  const history = (data.messages ?? []).map((message) => ({
    role: message.role === 'model' ? 'assistant' : message.role,
    text: message.content.map((part) => part.text ?? '').join(''),
  }));
  const values = { ...data.input, ...(Object.fromEntries(context) as Members) };
  const hasPlace = content.messages.some((message) => message.role === 'placeholder');
  const { messages, problems } = renderMessages({
    ...content,
    variables: [...content.variables, ...given],
    values: hasPlace ? { ...values, history } : values,
  });
  expect(problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  return messages.map(({ role, text }: Message) => ({
    role: role === 'assistant' ? 'model' : role,
    content: [{ text }],
  }));
}

/** That a message comes from the history, Galley knows by where it stands; it is no fact of the message. */
function comparable(message: Spoken): Spoken {
  const { metadata, ...rest } = message;
  const isHistory = JSON.stringify(metadata) === '{"purpose":"history"}';
  return metadata === undefined || isHistory ? rest : message;
}

function factOf(content: Content, member: string, one: Case): unknown {
  const head = headOf(content);
  if (member === 'output') return { schema: content.responseSchema };
  if (member === 'input') {
    const input = (one.options?.input ?? head.input) as Members;
    return 'schema' in input
      ? { ...input, schema: readSchema(input.schema, { note() {}, loss() {}, skip() {} }) }
      : input;
  }
  if (member === 'ext') return namespaced(head);
  return member === 'raw' ? head : head[member];
}

/** The head of the file that Galley writes. */
function headOf(content: Content): Members {
  const { files } = writeAll(dotprompt, [{ name: 'a', tags: [], versions: [{ content, message: '' }], labels: {} }]);
  const text = new TextDecoder().decode(files[0]!.bytes);
  return (parse(/^---\n([\s\S]*?)---\n/.exec(text)?.[1] ?? '{}') ?? {}) as Members;
}

function namespaced(head: Members): Record<string, Members> {
  const ext: Record<string, Members> = {};
  for (const [key, value] of Object.entries(head)) {
    const dot = key.lastIndexOf('.');
    if (dot > 0) (ext[key.slice(0, dot)] ??= {})[key.slice(dot + 1)] = value;
  }
  return ext;
}
