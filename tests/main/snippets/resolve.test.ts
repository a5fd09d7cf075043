import { describe, expect, test } from 'vitest';
import { archivePrompts, createPrompt, renamePrompt } from '../../../main/registry/edit-prompts.ts';
import { Desk } from './snippets-under-test.ts';

describe('a snippet that is put in', () => {
  test('is the one the label is on, or the version that is named', async () => {
    const desk = new Desk();
    desk.says('tone', 'one');
    desk.says('tone', 'two', { label: 'staging' });
    desk.says('tone', 'three', { label: null });
    const text = "{% render 'tone' %} {% render 'tone@staging' %} {% render 'tone@v1' %} {% render 'Tone@latest' %}";
    expect(await desk.sent(text)).toBe('one two one three');
  });

  test('renders by its own format, sees only what it is given, and is the texts of its messages', async () => {
    const desk = new Desk();
    desk.says('f', ['Hi {name}.', '{name}!'], { format: 'f-string' });
    desk.says('m', '{{#people}}{{.}};{{/people}}', { format: 'mustache' });
    expect(
      await desk.sent("{% render 'f', name: user %} {% assign l = 'a,b' | split: ',' %}{% render 'm', people: l %}", {
        user: '{x}',
        name: 'no',
      }),
    ).toBe('Hi {x}.\n\n{x}! a;b;');
    expect(await desk.sent('{{> f name=user}}', { user: 'Ann', name: 'no' }, 'handlebars')).toBe('Hi Ann.\n\nAnn!');
    expect(await desk.sent('{{> f}}', { name: 'no' }, 'mustache')).toContain('f needs name.');
  });

  test('has its own defaults', async () => {
    const desk = new Desk();
    desk.says('tone', '{{ manner }} {{ who.name }}', {
      variables: [
        { name: 'manner', type: 'string', default: 'kind' },
        { name: 'who', type: 'json', default: { name: 'all' } },
      ],
    });
    expect(await desk.sent("{% render 'tone' %}, {% render 'tone', manner: 'curt' %}")).toBe('kind all, curt all');
  });

  test('may include others, each found from where it stands', async () => {
    const desk = new Desk();
    desk.says('c', '{{ x }}!');
    desk.says('b', "[{% render 'c', x: y %}]");
    expect(await desk.sent("{% render 'b', y: z %}", { z: "{% render 'c' %}" })).toBe("[{% render 'c' %}!]");
  });
});

describe('a reference that means nothing', () => {
  test('is told with what was most likely meant, and can be mended', async () => {
    const desk = new Desk();
    desk.says('tone/formal', 'x');
    desk.says('draft-only', 'y', { label: null });
    desk.id('empty');
    expect(await desk.problems("{% render 'tone/fromal' %}")).toEqual([
      'missing-snippet [tone/fromal] There is no prompt called tone/fromal. Did you mean tone/formal?',
    ]);
    expect(await desk.mended("{% render 'tone/fromal@v1' %}")).toEqual(["{% render 'tone/formal@v1' %}"]);
    expect(await desk.mended('{{> formal}}', 'handlebars')).toEqual(['{{> tone/formal}}']);
    expect(
      await desk.problems(
        "{% render 'tone/formal@prodution' %}{% render 'tone/formal@v2' %}{% render 'empty' %}{% render 'draft-only' %}{% render 'a@b@v1' %}",
      ),
    ).toEqual([
      'missing-label [tone/formal@prodution] tone/formal has no version labelled “prodution”; its labels are production.',
      'missing-version [tone/formal@v2] tone/formal has no v2; its newest version is v1.',
      'missing-version [empty] empty has no version yet, only a draft. Commit it first.',
      'missing-label [draft-only] draft-only has no version labelled “production”; it has no labels.',
      'bad-reference [a@b@v1] “a@b@v1” names a label and a version together; name one of them.',
    ]);
    expect(await desk.mended("{% render 'draft-only' %}")).toEqual(["{% render 'draft-only@v1' %}"]);
  });

  test('never falls back to another label', async () => {
    const desk = new Desk();
    desk.says('tone', 'x');
    expect(await desk.sent("{% render 'tone@staging' %}")).toContain('has no version labelled “staging”');
  });
});

describe('snippets that include each other', () => {
  test('in a circle are an error with the whole path', async () => {
    const desk = new Desk();
    desk.says('b', 'fine');
    desk.says('a', "{% render 'b' %}");
    desk.says('b', "{% render 'a' %}");
    expect(await desk.problems("{% render 'a' %}")).toEqual(['snippet-cycle [a] a includes itself: a → b → a.']);
    expect(await desk.problems("{% render 'b' %}", 'liquid', 'a')).toEqual([
      'snippet-cycle [b] a includes itself: a → b → a.',
    ]);
    expect(await desk.problems("{% render 'a' %}", 'liquid', 'a')).toEqual([
      'snippet-cycle [a] a includes itself: a → a.',
    ]);
  });

  test('may do so eight deep', async () => {
    const desk = new Desk();
    desk.says('s8', 'end');
    for (let at = 7; at >= 0; at--) desk.says(`s${at}`, `{% render 's${at + 1}' %}`);
    expect(await desk.sent("{% render 's1' %}")).toBe('end');
    expect(await desk.problems("{% render 's0' %}")).toEqual([
      'snippet-depth [s0] Snippets may include each other 8 deep; here they go deeper: s0 → s1 → s2 → s3 → s4 → s5 → s6 → s7 → s8.',
    ]);
  });

  test('tell what is wrong further down, with the way to it', async () => {
    const desk = new Desk();
    desk.says('c', '{{ who }}');
    desk.says('b', "{% render 'c' %}", { label: null });
    desk.says('a', "{% render 'b@v1' %}");
    expect(await desk.problems("{% render 'a' %}")).toEqual([
      'broken-snippet [a] a → b cannot be filled in. c needs who.',
    ]);
    desk.says('d', '{{ x');
    expect((await desk.problems("{% render 'd' %}"))[0]).toMatch(
      /^broken-snippet \[d\] d cannot be filled in\. \{\{ is not closed/,
    );
  });
});

describe('arguments', () => {
  test('that are missing can be passed, and those not used taken away', async () => {
    const desk = new Desk();
    desk.says('tone', '{{ product }} {{ user.name }}');
    expect(await desk.problems("{% render 'tone', user: user, colour: 'red' %}")).toEqual([
      'missing-argument [tone] tone needs product. It sees only what it is given.',
      "unused-argument [colour: 'red'] tone does not use colour.",
    ]);
    expect(await desk.mended("{% render 'tone', colour: 'red', user: user %}")).toEqual([
      "{% render 'tone', colour: 'red', user: user, product: product %}",
      "{% render 'tone', user: user %}",
    ]);
    expect(await desk.mended('{{> tone colour="red"}}', 'mustache')).toEqual([
      '{{> tone colour="red" product=product user=user}}',
      '{{> tone}}',
    ]);
  });
});

describe('a snippet that was renamed', () => {
  test('is found by its former name, which can be brought up to date', async () => {
    const desk = new Desk();
    desk.says('old name', 'x');
    renamePrompt(desk.registry, desk.id('old name'), 'new name');
    expect(await desk.problems("{% render 'old name@production' %}")).toEqual([
      'renamed-snippet [old name@production] old name@production is called new name now.',
    ]);
    expect(await desk.mended("{% render 'old name@production' %}")).toEqual(["{% render 'new name@production' %}"]);
    expect(await desk.sent("{% render 'old name' %}")).toBe('x');
  });

  test('gives its name up to the prompt that takes it', async () => {
    const desk = new Desk();
    desk.says('a', 'first');
    renamePrompt(desk.registry, desk.id('a'), 'b');
    createPrompt(desk.registry, 'A');
    expect(await desk.problems("{% render 'a' %}")).toEqual([
      'missing-version [a] A has no version yet, only a draft. Commit it first.',
    ]);
  });
});

test('an archived snippet still answers, with a warning', async () => {
  const desk = new Desk();
  desk.says('tone', 'x');
  archivePrompts(desk.registry, [desk.id('tone')], true);
  expect(await desk.problems("{% render 'tone' %}")).toEqual([
    'archived-snippet [tone] tone is archived; what is put away should not be sent any more.',
  ]);
});
