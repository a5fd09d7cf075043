import { describe, expect, test } from 'vitest';
import { saveDraft } from '../../../main/registry/edit-draft.ts';
import { createPrompt } from '../../../main/registry/edit-prompts.ts';
import { promptSeq, readDraft } from '../../../main/registry/prompt-queries.ts';
import { moveAndFollow, renameAndFollow, renameFolderAndFollow } from '../../../main/snippets/follow-renames.ts';
import { ChangeWatch } from '../../../main/registry/change-watch.ts';
import type { TemplateFormat } from '../../../shared/content.ts';
import { Desk, said } from './snippets-under-test.ts';

function write(desk: Desk, name: string, text: string | string[], format: TemplateFormat = 'liquid'): void {
  const promptId = desk.id(name);
  const expectedRevision = draft(desk, name)?.revision ?? 0;
  saveDraft(desk.registry, { promptId, content: said(text, format), baseVersionId: null, expectedRevision });
}

function draft(desk: Desk, name: string): ReturnType<typeof readDraft> {
  return readDraft(desk.registry, promptSeq(desk.registry, desk.id(name)));
}

function draftText(desk: Desk, name: string): string {
  return draft(desk, name)!
    .content.messages.map(({ text }) => text)
    .join('|');
}

describe('when a prompt is renamed', () => {
  test('drafts that include it follow, in every format, and come back when it gets its name back', async () => {
    const desk = new Desk();
    desk.says('tone', 'x');
    const texts = {
      liquid: [
        "{% render 'tone@v1' %}{% render \"Tone\" %} tone {% raw %}{% render 'tone' %}{% endraw %}",
        "a {% render 'tone' %}",
      ],
      mustache: ['{{> tone@v1 a="tone"}} {{! {{> tone}}', '{{>tone}}'],
      handlebars: ['{{> tone@v1 a="tone"}}', '{{~> "tone"~}}'],
    };
    for (const [format, text] of Object.entries(texts)) write(desk, format, text, format as TemplateFormat);
    const before = Object.keys(texts).map((name) => draft(desk, name)!.revision);
    await renameAndFollow(desk.snippets, desk.id('tone'), "it's formal");
    expect(draftText(desk, 'liquid')).toBe(
      '{% render "it\'s formal@v1" %}{% render "it\'s formal" %} tone {% raw %}{% render \'tone\' %}{% endraw %}|a {% render "it\'s formal" %}',
    );
    expect(draftText(desk, 'mustache')).toBe('{{> "it\'s formal@v1" a="tone"}} {{! {{> tone}}|{{>"it\'s formal"}}');
    expect(draftText(desk, 'handlebars')).toBe('{{> "it\'s formal@v1" a="tone"}}|{{~> "it\'s formal"~}}');
    Object.keys(texts).forEach((name, at) => expect(draft(desk, name)!.revision).toBeGreaterThan(before[at]!));
    await renameAndFollow(desk.snippets, desk.id('tone'), 'tone');
    expect(draftText(desk, 'handlebars')).toBe('{{> "tone@v1" a="tone"}}|{{~> "tone"~}}');
  });

  test('windows hear of the drafts that followed', async () => {
    const desk = new Desk();
    desk.says('tone', 'x');
    write(desk, 'user', "{% render 'tone' %}");
    write(desk, 'other', 'tone');
    const watch = new ChangeWatch(desk.registry);
    await renameAndFollow(desk.snippets, desk.id('tone'), 'manner');
    expect(watch.look()!.promptIds!.toSorted()).toEqual([desk.id('tone'), desk.id('user')].toSorted());
  });

  test('a name that is taken changes nothing', async () => {
    const desk = new Desk();
    desk.says('tone', 'x');
    createPrompt(desk.registry, 'taken');
    write(desk, 'user', "{% render 'tone' %}");
    await expect(renameAndFollow(desk.snippets, desk.id('tone'), 'taken')).rejects.toMatchObject({
      refusal: { code: 'name-taken' },
    });
    expect(draftText(desk, 'user')).toBe("{% render 'tone' %}");
  });

  test('a draft that is saved meanwhile is not overwritten', async () => {
    const desk = new Desk();
    desk.says('tone', 'x');
    write(desk, 'user', "{% render 'tone' %}");
    const renamed = renameAndFollow(desk.snippets, desk.id('tone'), 'manner');
    write(desk, 'user', "{% render 'tone' %} and more");
    await renamed;
    expect(draftText(desk, 'user')).toBe("{% render 'manner' %} and more");
  });
});

test('drafts follow whole folders, and prompts that are moved', async () => {
  const desk = new Desk();
  desk.says('tone/formal', 'x');
  desk.says('tone/warm', 'x');
  write(desk, 'user', "{% render 'tone/formal' %}{% render 'tone/warm@v1' %}");
  expect(await renameFolderAndFollow(desk.snippets, 'tone', 'voice/all')).toEqual({ prompts: 2 });
  expect(draftText(desk, 'user')).toBe("{% render 'voice/all/formal' %}{% render 'voice/all/warm@v1' %}");
  await moveAndFollow(desk.snippets, [desk.id('tone/formal'), desk.id('user')], '');
  expect(draftText(desk, 'user')).toBe("{% render 'formal' %}{% render 'voice/all/warm@v1' %}");
});
