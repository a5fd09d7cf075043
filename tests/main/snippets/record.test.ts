import { describe, expect, test } from 'vitest';
import { galleyJson } from '../../../main/interchange/galley-json.ts';
import { runExport } from '../../../main/interchange/run-export.ts';
import { versionRecord, type ChangeBody } from '../../../shared/change.ts';
import { sha256 } from '../../../main/registry/sha256.ts';
import type { CarriedVersion } from '../../../shared/interchange.ts';
import { saveDraft } from '../../../main/registry/edit-draft.ts';
import { renamePrompt } from '../../../main/registry/edit-prompts.ts';
import { promptSeq } from '../../../main/registry/prompt-queries.ts';
import { verify } from '../../../main/registry/verify.ts';
import { versionById } from '../../../main/registry/version-queries.ts';
import { fillIn } from '../../../main/snippets/check-texts.ts';
import { commitResolved } from '../../../main/snippets/record-snippets.ts';
import { LossList } from '../../../main/interchange/loss-list.ts';
import { applyImport } from '../interchange/apply-carried.ts';
import { readAll } from '../interchange/round-trip.ts';
import { newWorkspace } from '../registry/workspace-under-test.ts';
import { Desk, said } from './snippets-under-test.ts';

function write(desk: Desk, name: string, text: string): void {
  const promptId = desk.id(name);
  const expectedRevision = desk.registry.drafts.get(promptSeq(desk.registry, promptId))?.revision ?? 0;
  saveDraft(desk.registry, { promptId, content: said(text), baseVersionId: null, expectedRevision });
}

async function commit(desk: Desk, name: string): Promise<string> {
  const { versionId } = await commitResolved(desk.snippets, { promptId: desk.id(name), message: '' });
  return versionId;
}

/** What the version records, as `target = name vN`. */
function record(desk: Desk, versionId: string): string[] {
  return (versionById(desk.registry, versionId).snippets ?? []).map(
    ({ target, name, number }) => `${target} = ${name} v${number}`,
  );
}

describe('a commit', () => {
  test('records what its references mean, directly and through others', async () => {
    const desk = new Desk();
    desk.says('deep', 'x');
    desk.says('deep', 'y', { label: 'staging' });
    desk.says('tone', "{% render 'deep@staging' %}");
    write(desk, 'user', "{% render 'tone' %} {% render 'Tone@v1' %} {% render 'deep' %} {% render 'tone' %}");
    expect(record(desk, await commit(desk, 'user'))).toEqual([
      'Tone@v1 = tone v1',
      'deep = deep v1',
      'deep@staging = deep v2',
      'tone = tone v1',
    ]);
    write(desk, 'plain', 'to render {{ x }}');
    expect(versionById(desk.registry, await commit(desk, 'plain'))).not.toHaveProperty('snippets');
    expect(verify(desk.registry).changes).toBeGreaterThan(0);
  });

  test.each([
    ["{% render 'nobody' %}", 'There is no prompt called nobody.'],
    ["{% render 'tone@staging' %}", 'tone has no version labelled “staging”; its labels are production.'],
    ["{% render 'tone@a@v1' %}", '“tone@a@v1” names a label and a version together; name one of them.'],
    ["{% render 'user' %}", 'user includes itself: user → user.'],
    ["{% render 'lost' %}", 'lost cannot be filled in. There is no prompt called nobody.'],
  ])('of %s is refused, and the draft stays', async (text, words) => {
    const desk = new Desk();
    desk.says('tone', 'x');
    desk.says('lost', "{% render 'nobody' %}");
    desk.says('user', 'y');
    write(desk, 'user', text);
    await expect(commit(desk, 'user')).rejects.toMatchObject({
      refusal: { code: 'bad-snippet', message: `This cannot be committed yet. ${words}` },
    });
    expect(desk.registry.drafts.get(promptSeq(desk.registry, desk.id('user')))).not.toBeNull();
    expect(desk.registry.state.prompt(desk.id('user'))!.head).toBe(1);
  });

  test('takes the text that was looked up, and looks again where it was saved meanwhile', async () => {
    const desk = new Desk();
    desk.says('one', 'x');
    desk.says('two', 'x');
    write(desk, 'user', "{% render 'one' %}");
    const committed = commit(desk, 'user');
    write(desk, 'user', "{% render 'two' %}");
    const versionId = await committed;
    expect(record(desk, versionId)).toEqual(['two = two v1']);
    expect(versionById(desk.registry, versionId).content.messages[0]!.text).toBe("{% render 'two' %}");
  });
});

describe('a record', () => {
  test('keeps a version saying what it said when the snippet is renamed and its name is taken', async () => {
    const desk = new Desk();
    desk.says('tone', 'kind');
    write(desk, 'user', "{% render 'tone' %}");
    const versionId = await commit(desk, 'user');
    renamePrompt(desk.registry, desk.id('tone'), 'manner');
    const holder = { promptId: desk.id('user'), versionId };
    const { format, messages, variables } = versionById(desk.registry, versionId).content;
    const input = { format, messages: [...messages], variables, values: {} };
    expect((await fillIn(desk.snippets, { ...input, holder })).problems).toEqual([]);
    desk.says('new', 'curt');
    renamePrompt(desk.registry, desk.id('new'), 'tone');
    expect((await fillIn(desk.snippets, { ...input, holder })).messages[0]!.text).toBe('kind');
    expect((await fillIn(desk.snippets, input)).messages[0]!.text).toBe('curt');
  });

  test('is part of what a version is: its id is over the record too', async () => {
    const desk = new Desk();
    desk.says('tone', 'x');
    write(desk, 'user', "{% render 'tone' %}");
    const versionId = await commit(desk, 'user');
    const change = [...desk.registry.log.read()].find((one) => one.versionId === versionId)!.change;
    const body = change.body as ChangeBody<'version.committed'>;
    expect(sha256(versionRecord('ana', change.content!, body))).toBe(versionId);
    const { snippets: _, ...bare } = body;
    expect(sha256(versionRecord('ana', change.content!, bare))).not.toBe(versionId);
  });

  test('goes with Galley JSON, and with its import', async () => {
    const desk = new Desk();
    desk.says('tone', 'x');
    write(desk, 'user', "{% render 'tone' %}");
    const versionId = await commit(desk, 'user');
    const { files } = runExport(desk.registry, { format: 'galley', promptIds: null });
    const { prompts } = readAll(galleyJson, { 'galley.json': new TextDecoder().decode(files[0]!.bytes) });
    const carried = prompts.find(({ name }) => name === 'user')!.versions[0] as CarriedVersion;
    expect(carried.snippets).toEqual([
      {
        target: 'tone',
        promptId: desk.id('tone'),
        versionId: versionById(desk.registry, versionId).snippets![0]!.versionId,
      },
    ]);
    const copy = newWorkspace();
    applyImport(copy, prompts, new LossList(false), { folder: '' });
    const again = runExport(copy, { format: 'galley', promptIds: null });
    expect(new TextDecoder().decode(again.files[0]!.bytes)).toBe(new TextDecoder().decode(files[0]!.bytes));
    expect(verify(copy).changes).toBeGreaterThan(0);
    expect(applyImport(copy, prompts, new LossList(false), { folder: '' })).toMatchObject({
      versions: 0,
      unchanged: 2,
    });
  });
});
