import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../../shared/team/roles.ts';
import { saveDraft } from '../../../main/registry/edit-draft.ts';
import { PENDING_FROM } from '../../../main/registry/pending-from.ts';
import { readDraft } from '../../../main/registry/prompt-queries.ts';
import type { NewChange } from '../../../main/registry/registry.ts';
import { searchPrompts } from '../../../main/registry/search.ts';
import { Refused } from '../../../shared/reply.ts';
import { History, steps, type Step } from '../../shared/fold/random-changes.ts';
import { DeviceUnderTest, newTeam } from './team-under-test.ts';
import { hashOf, logOf, says } from './workspace-under-test.ts';

type Act =
  | { do: 'change'; who: number; step: Step }
  | { do: 'push'; who: number; limit: number; segments: number }
  | { do: 'pull'; who: number; count: number; atOnce: number }
  | { do: 'restart'; who: number }
  | { do: 'role'; who: number; role: Role }
  | { do: 'draft'; who: number; prompt: number; text: string };

const who = fc.nat(2);
const step = steps.filter((all) => all.length > 0).map((all) => all[0]!);
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    { weight: 14, arbitrary: fc.record({ do: fc.constant('change' as const), who, step }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('push' as const),
        who,
        limit: fc.integer({ min: 1, max: 4 }),
        segments: fc.integer({ min: 1, max: 3 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('pull' as const),
        who,
        count: fc.integer({ min: 1, max: 6 }),
        atOnce: fc.integer({ min: 1, max: 6 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const), who }) },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('role' as const),
        who,
        role: fc.constantFrom<Role>('viewer', 'editor', 'publisher'),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('draft' as const), who, prompt: fc.nat(5), text: fc.string() }),
    },
  ),
  { minLength: 10, maxLength: 60, size: 'max' },
);

describe('whatever three people do, in whatever order it arrives', () => {
  test('all end with the same log and state, and nobody loses anything', { timeout: 600_000 }, () => {
    fc.assert(
      fc.property(acts, (all) => {
        const run = new Run();
        for (const act of all) run.act(act);
        run.settle();
      }),
      { numRuns: Number(process.env['RUNS'] ?? 25), examples: [[packedAnew]] },
    );
  });
});

/** Two versions that wait are packed one by one, and together once others came before them. */
const packedAnew: Act[] = [
  { do: 'change', who: 0, step: { do: 'create', name: 2 } },
  { do: 'push', who: 0, limit: 1, segments: 1 },
  { do: 'pull', who: 1, count: 9, atOnce: 9 },
  { do: 'change', who: 1, step: { do: 'commit', prompt: 1, text: 'one', parent: 0, message: 'one' } },
  { do: 'change', who: 1, step: { do: 'commit', prompt: 1, text: 'one', parent: 0, message: 'three' } },
  { do: 'change', who: 0, step: { do: 'create', name: 0 } },
  { do: 'change', who: 1, step: { do: 'archive', prompt: 0 } }, // refused: what is kept in memory is dropped, and read anew
];

/** Three devices, what each was told was kept, and what must hold of it at any time. */
class Run {
  private readonly team = newTeam();
  private readonly devices: DeviceUnderTest[];
  private readonly history = new History();
  private readonly acknowledged: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly hashes = new Map<number, string>();
  private readonly drafts = new Map<string, { text: string; base: string | null }>();

  constructor() {
    const { ana, join } = this.team;
    this.devices = [ana, join('ben', 'publisher'), join('cyd')];
    ana.pull();
  }

  act(act: Act): void {
    const device = this.devices[act.who]!;
    if (act.do === 'change') this.change(device, act.step);
    if (act.do === 'push') device.push(act.limit, act.segments);
    if (act.do === 'pull') device.pull(act.count, act.atOnce);
    if (act.do === 'restart') device.restart();
    if (act.do === 'role') this.setRole(device, act.role);
    if (act.do === 'draft') this.draft(device, act.prompt, act.text);
    this.check(device);
  }

  /** Everybody sends and takes in what there is; then all must be alike. */
  settle(): void {
    for (const device of [...this.devices, ...this.devices]) device.push(3);
    for (const device of this.devices) device.pull();
    for (const device of this.devices) this.check(device);
    const late = new DeviceUnderTest(this.team.log, 'late');
    late.store.join(this.team.log.segments[0]!.headerHash);
    late.pull(Infinity, 1);
    const [first] = this.devices;
    const log = logOf(first!.registry);
    const ids = log.map((change) => (change as { id: string }).id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of this.acknowledged) expect(ids).toContain(id);
    for (const device of [...this.devices, late]) {
      expect(device.verified()).toEqual(first!.verified());
      expect(hashOf(device.registry)).toBe(hashOf(first!.registry));
      expect(logOf(device.registry)).toEqual(log);
      expect(refusedIn(device)).toEqual(refusedIn(first!));
      expect(device.store.position()).toMatchObject({ ahead: 0, queued: 0, head: first!.store.position().head });
    }
    for (const { number } of this.team.log.segments.map(({ header }) => header))
      expect(late.store.segmentAt(number)?.lines).toEqual(this.team.log.segments[number - 1]!.lines);
  }

  private change(device: DeviceUnderTest, step: Step): void {
    const { registry } = device;
    const made = this.history.change(step, registry.state);
    try {
      const { change, effects } = registry.record(made as NewChange);
      this.acknowledged.push(change.id);
      for (const effect of effects) if (effect.table === 'version') this.history.versions.push(effect.row.id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  private setRole(device: DeviceUnderTest, role: Role): void {
    const [ana] = this.devices;
    if (device === ana) return;
    try {
      const body = { memberId: device.memberId, role };
      this.acknowledged.push(ana!.registry.record({ kind: 'member.role', body }).change.id);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  private draft(device: DeviceUnderTest, at: number, text: string): void {
    const { registry } = device;
    const promptId = this.history.prompts[at % this.history.prompts.length]!;
    const seq = registry.state.promptSeq(promptId);
    if (seq === null) return;
    const head = registry.state.prompt(promptId)!.head;
    const base = head === 0 ? null : versionAtPlace(device, seq, head);
    const content = says(`draft ${text}`);
    const expectedRevision = readDraft(registry, seq)?.revision ?? 0;
    saveDraft(registry, { promptId, content, baseVersionId: base, expectedRevision });
    this.drafts.set(`${device.path} ${promptId}`, { text: `draft ${text}`, base });
  }

  /** What holds at every moment: the state is what the log folds to, and equal for equal logs; numbers stay. */
  private check(device: DeviceUnderTest): void {
    const { registry } = device;
    const { stateHash } = device.verified();
    const position = device.store.position();
    const head = position.ahead - pendingIn(device) === 0 ? position.head?.number : undefined;
    if (head !== undefined) {
      expect(this.hashes.get(head) ?? stateHash).toBe(stateHash);
      this.hashes.set(head, stateHash);
    }
    const rows = registry.statements.all<{ id: Buffer; number: number }>(
      `SELECT c.version AS id, v.number FROM versions v JOIN changes c ON c.seq = v.seq WHERE v.seq < ${PENDING_FROM}`,
    );
    for (const { id, number } of rows) {
      const versionId = id.toString('hex');
      expect(this.numbers.get(versionId) ?? number).toBe(number);
      this.numbers.set(versionId, number);
    }
    for (const promptId of this.history.prompts) this.checkPrompt(device, promptId);
  }

  private checkPrompt(device: DeviceUnderTest, promptId: string): void {
    const { registry } = device;
    const seq = registry.state.promptSeq(promptId);
    if (seq === null) return;
    const draft = readDraft(registry, seq);
    const kept = this.drafts.get(`${device.path} ${promptId}`);
    expect(draft?.content.messages[0]?.text).toBe(kept?.text);
    if (draft?.baseVersionId) expect(draft.baseVersionId).toBe(kept?.base);
    const { name, archived } = registry.state.prompt(promptId)!;
    const found = searchPrompts(registry, { text: name, archived, limit: 500 }).hits.find(
      (hit) => hit.promptId === promptId,
    );
    expect(found?.name).toBe(name);
  }
}

function versionAtPlace({ registry }: DeviceUnderTest, prompt: number, number: number): string {
  return registry.statements
    .get<{ version: Buffer }>(
      'SELECT c.version FROM versions v JOIN changes c ON c.seq = v.seq WHERE v.prompt = ? AND v.number = ?',
      prompt,
      number,
    )!
    .version.toString('hex');
}

function pendingIn({ registry }: DeviceUnderTest): number {
  return registry.log.pendingCount();
}

function refusedIn({ registry }: DeviceUnderTest): unknown[] {
  return registry.statements.all('SELECT seq, code FROM refused ORDER BY seq');
}
