import * as fc from 'fast-check';
import { guessFormat } from '../main/interchange/template-guess.ts';
import { canonicalJson, type Json } from '../shared/canonical-json.ts';
import { FORMATS, ROLES, VARIABLE_TYPES, type Content, type Message } from '../shared/content.ts';
import type { CarriedPrompt, CarriedVersion } from '../shared/interchange.ts';
import { Tag } from '../shared/name-schemas.ts';
import { labelProblem, nameKey, nameProblem } from '../shared/names.ts';

/** Texts as people and machines write them: templates, marks that formats give a meaning, and any character. */
export const anyText = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
  {
    weight: 2,
    arbitrary: fc.string({
      unit: fc.constantFrom(
        'a',
        ' ',
        '\n',
        '\r',
        '\t',
        '"',
        "'",
        ',',
        ';',
        '#',
        '-',
        ':',
        '{',
        '}',
        '%',
        '|',
        '\u0000',
        '\u0085',
        '\u2028',
        '\ufeff',
      ),
      maxLength: 40,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'Hello {{ name }}',
      '{{#if x}}y{{/if}}',
      '{% if a %}b{% endif %}',
      '---\na: 1\n---\n',
      'system:\nhi',
      '# user:',
      '<script>',
      'line\r\nline\n',
      '=1+1',
      '${env:X}',
      '![a](b.png)',
      '{{ unclosed',
    ),
  },
);

/** JSON as it is read: a key called `__proto__` and negative zero are not kept by any format. */
export const anyJson: fc.Arbitrary<Json> = fc
  .jsonValue({ maxDepth: 3, stringUnit: 'grapheme' })
  .map((value) => JSON.parse(canonicalJson(value)) as Json)
  .filter((value) => !JSON.stringify(value).includes('__proto__'));

export const anyObject = fc
  .dictionary(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), anyJson, {
    maxKeys: 4,
    noNullPrototype: true,
  })
  .filter((value) => !Object.hasOwn(value, '__proto__'));

const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const integer = fc.integer();

const settings: fc.Arbitrary<Content['settings']> = fc.record(
  {
    model: fc.string({ minLength: 1 }),
    temperature: number,
    topP: number,
    topK: number,
    maxTokens: integer,
    stop: fc.array(anyText, { minLength: 1, maxLength: 3 }),
    seed: integer,
    frequencyPenalty: number,
    presencePenalty: number,
    reasoningEffort: fc.constantFrom('low', 'high'),
    toolChoice: fc.constantFrom('auto', 'none'),
    other: fc.dictionary(fc.stringMatching(/^x_[a-z]{1,8}$/), anyJson, {
      minKeys: 1,
      maxKeys: 3,
      noNullPrototype: true,
    }),
  },
  { requiredKeys: [], noNullPrototype: true },
);

const variable = fc.record(
  {
    name: fc.stringMatching(/^[a-z][a-zA-Z0-9_]{0,12}$/),
    type: fc.constantFrom(...VARIABLE_TYPES),
    description: anyText,
    default: anyJson,
    example: anyJson,
  },
  { requiredKeys: ['name', 'type'], noNullPrototype: true },
);

const tool = fc.record(
  { name: fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/), description: anyText, parameters: anyObject },
  { requiredKeys: ['name'], noNullPrototype: true },
);

export const anyMessage: fc.Arbitrary<Message> = fc.record(
  { role: fc.constantFrom(...ROLES), text: anyText },
  { noNullPrototype: true },
);

/** Content of every shape that the schema allows. */
export const anyContent: fc.Arbitrary<Content> = fc.record(
  {
    format: fc.constantFrom(...FORMATS),
    messages: fc.array(anyMessage, { minLength: 1, maxLength: 5 }),
    variables: fc.uniqueArray(variable, { selector: (one) => one.name, maxLength: 3 }),
    settings,
    tools: fc.uniqueArray(tool, { selector: (one) => one.name, maxLength: 2 }),
    responseSchema: fc.option(anyObject, { nil: null }),
    extra: fc.dictionary(fc.constantFrom('somewhere', 'elsewhere'), anyJson, { maxKeys: 2, noNullPrototype: true }),
  },
  { noNullPrototype: true },
);

/** Content of messages alone, most of them in the formats that hold nothing else. */
export const plainContent: fc.Arbitrary<Content> = fc.record(
  {
    format: fc.constantFrom('liquid', 'liquid', 'text', 'mustache'),
    messages: fc.array(anyMessage, { minLength: 1, maxLength: 4 }),
    variables: fc.constant([]),
    settings: fc.constant({}),
    tools: fc.constant([]),
    responseSchema: fc.constant(null),
    extra: fc.constant({}),
  },
  { noNullPrototype: true },
);

/** Messages with roles and texts, in the template format that Galley would guess for them. */
export const filledContent: fc.Arbitrary<Content> = plainContent.map((content) => {
  const messages = content.messages.map(({ role, text }) => ({
    role: role === 'placeholder' ? 'user' : role,
    text: text.trim() === '' ? 'x' : text,
  }));
  return { ...content, messages, format: guessFormat(messages.map(({ text }) => text)).format };
});

export const anyName = fc
  .array(
    fc.oneof(
      fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/),
      fc.constantFrom('system', 'user', 'What is it?', 'a.md', 'naïve', 'CON', '.hidden', 'two  spaces'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((segments) => segments.join('/'))
  .filter((name) => nameProblem(name) === null);

const tag = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .map((tag) => tag.trim())
  .filter((tag) => Tag.safeParse(tag).success);
const label = fc.stringMatching(/^[a-z0-9_.-]{1,10}$/).filter((label) => labelProblem(label) === null);
const millis = fc.integer({ min: 0, max: 4_000_000_000_000 });

function version(content: fc.Arbitrary<Content>): fc.Arbitrary<CarriedVersion> {
  return fc.record(
    {
      content,
      message: anyText,
      author: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
      committedAt: millis,
    },
    { requiredKeys: ['content', 'message'], noNullPrototype: true },
  );
}

/** A prompt with a history, labels and tags. `lossless` adds what only Galley's own format carries. */
export function anyPrompt(content: fc.Arbitrary<Content> = anyContent, lossless = false): fc.Arbitrary<CarriedPrompt> {
  return fc
    .record({
      name: anyName,
      tags: fc.uniqueArray(tag, { maxLength: 3 }),
      archived: fc.boolean(),
      versions: fc.array(version(content), { minLength: 1, maxLength: 4 }),
      labels: fc.uniqueArray(label, { maxLength: 2 }),
      at: fc.nat(),
      parents: fc.boolean(),
    })
    .map(({ name, tags, archived, versions, labels, at, parents }) => {
      const prompt: CarriedPrompt = { name, tags, versions, labels: {} };
      labels.forEach((label, n) => (prompt.labels[label] = (at + n) % versions.length));
      if (archived) prompt.archived = true;
      if (!lossless) return prompt;
      if (parents) versions.forEach((version, n) => (version.parents = n === 0 ? [] : [...new Set([at % n, n - 1])]));
      const releases = Object.entries(prompt.labels).map(([label, to]) => ({
        label,
        from: null,
        to,
        reason: 'why',
        author: 'Ana',
        at,
        rollback: parents,
      }));
      if (releases.length > 0) prompt.releases = releases;
      return prompt;
    });
}

/** Several prompts whose names differ as Galley tells names apart. */
export function anyPrompts(content?: fc.Arbitrary<Content>, lossless = false): fc.Arbitrary<CarriedPrompt[]> {
  return fc.uniqueArray(anyPrompt(content, lossless), {
    selector: (prompt) => nameKey(prompt.name),
    minLength: 1,
    maxLength: 4,
  });
}
