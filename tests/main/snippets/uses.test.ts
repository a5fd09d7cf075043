import { describe, expect, test } from 'vitest';
import { renamePrompt } from '../../../main/registry/edit-prompts.ts';
import { saveDraft } from '../../../main/registry/edit-draft.ts';
import { usesOf } from '../../../main/snippets/uses.ts';
import { Desk, said } from './snippets-under-test.ts';

/** Each use as `name v1 [labels] targets via path`. */
async function uses(desk: Desk, name: string): Promise<string[]> {
  const found = await usesOf(desk.snippets, desk.id(name));
  return found.map(({ name: user, number, isHead, labels, targets, path }) => {
    const version = number === null ? 'draft' : `v${number}${isHead ? '*' : ''}`;
    return [user, version, labels.join(','), targets.join(','), ...path].join(' ').replaceAll(/ +/g, ' ');
  });
}

function draft(desk: Desk, name: string, text: string): void {
  saveDraft(desk.registry, { promptId: desk.id(name), content: said(text), baseVersionId: null, expectedRevision: 0 });
}

describe('what includes a snippet', () => {
  test('are drafts, newest versions and those with a label, directly and through others', async () => {
    const desk = new Desk();
    desk.says('tone', 'x');
    desk.says('greeting', "{% render 'tone@v1' %}");
    desk.says('reply', "{% render 'greeting' %} {% render 'tone' %}", { label: 'production' });
    desk.says('reply', 'nothing');
    desk.says('old', "{% render 'tone' %}", { label: null });
    desk.says('old', 'no longer', { label: null });
    desk.says('kept', "{% render 'tone' %}", { label: 'beta' });
    desk.says('kept', 'no longer', { label: null });
    desk.says('far', "{% render 'greeting' %}");
    draft(desk, 'sketch', '{% render "Tone@production" %}');
    draft(desk, 'mention', 'about tone, to render');
    expect(await uses(desk, 'tone')).toEqual([
      'far v1* production greeting greeting',
      'greeting v1* production tone@v1',
      'kept v1 beta tone',
      'sketch draft Tone@production',
    ]);
  });

  test('is followed as it resolves now', async () => {
    const desk = new Desk();
    desk.says('tone', 'x');
    const included = desk.says('middle', "{% render 'tone' %}");
    desk.says('user', "{% render 'middle' %}");
    expect(await uses(desk, 'tone')).toEqual(['middle v1* production tone', 'user v1* production middle middle']);
    desk.says('middle', 'without it');
    expect(await uses(desk, 'tone')).toEqual([]);
    desk.move('middle', 'staging', included);
    expect(await uses(desk, 'tone')).toEqual(['middle v1 staging tone']);
  });

  test('is found by every name the snippet had, and by short ones', async () => {
    const desk = new Desk();
    desk.says('ab', 'x');
    desk.says('liquid', "{% render 'ab' %}");
    desk.says('mustache', '{{> ab@v1}}', { format: 'mustache' });
    desk.says('handlebars', '{{~> "ab"~}}', { format: 'handlebars' });
    desk.says('jinja', "{% render 'ab' %}", { format: 'text' });
    const all = ['handlebars v1* production ab', 'liquid v1* production ab', 'mustache v1* production ab@v1'];
    expect(await uses(desk, 'ab')).toEqual(all);
    renamePrompt(desk.registry, desk.id('ab'), 'another name');
    expect(await uses(desk, 'ab')).toEqual(all);
  });

  test('is what was committed since the last look, too', async () => {
    const desk = new Desk();
    desk.says('tone', 'x');
    const first = desk.says('user', "{% render 'tone' %}");
    expect(await uses(desk, 'tone')).toHaveLength(1);
    desk.says('user', 'gone');
    expect(await uses(desk, 'tone')).toEqual([]);
    desk.move('user', 'production', first);
    expect(await uses(desk, 'tone')).toEqual(['user v1 production tone']);
  });
});
