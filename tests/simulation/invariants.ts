import { canonicalJson } from '../../shared/canonical-json.ts';
import type { Device } from './device.ts';
import { foldLog, hashOf, type Reference } from './reference.ts';
import type { World } from './world.ts';

/** What a device may say only of a store that lost something or shows something else. */
const ACCUSATIONS = new Set(['emptied', 'shorter', 'missing-segment', 'forked', 'other-workspace']);

/** Notes what each device holds as confirmed while the run goes on: what was confirmed once stays so, as it was. `isHonest`:
 *  the store does nothing wrong in this run, so nobody may say that it does. */
export function watchWhatIsConfirmed(
  world: World,
  isHonest: () => boolean,
): { look: () => void; violations: string[] } {
  const chains = new Map<Device, string[]>();
  const numbers = new Map<Device, Map<string, number>>();
  const violations: string[] = [];
  const look = (): void => {
    for (const device of world.devices) {
      const { registry } = device;
      if (!registry) continue;
      if (isHonest() && ACCUSATIONS.has(device.haltCode ?? ''))
        violations.push(`${device.device} accuses an honest store: ${device.problem}`);
      const chain = device.chain();
      const before = device.wasRestored ? [] : (chains.get(device) ?? []);
      device.wasRestored = false;
      if (before.some((hash, at) => chain[at] !== hash))
        violations.push(`${device.device} holds another chain than before: ${before.length} → ${chain.length}`);
      chains.set(device, chain);
      const now = device.confirmedNumbers();
      for (const [id, number] of numbers.get(device) ?? [])
        if (before.length > 0 && now.get(id) !== number)
          violations.push(`version ${id.slice(0, 8)} was v${number} on ${device.device}, and is v${now.get(id)}`);
      numbers.set(device, now);
    }
  };
  return { look, violations };
}

/** Every promise of the design, once all is quiet. Gives what does not hold, as sentences. `mayBreak`: the store did
 *  something that no client can mend, such as showing different logs to different people; then everybody must say so. */
export function checkEverything(world: World, mayBreak: boolean): string[] {
  const reference = foldLog(world.store.objects);
  const violations = checkLog(reference);
  if (reference.broken !== null && !mayBreak) violations.push(`the log cannot be read: ${reference.broken}`);
  for (const device of world.devices) {
    const found = device.registry ? checkDevice(device, reference) : ['does not run'];
    violations.push(...found.map((what) => `${device.device}: ${what}`));
  }
  return violations;
}

function checkLog({ placed, state }: Reference): string[] {
  const violations: string[] = [];
  const ids = new Set<string>();
  for (const { change } of placed) {
    if (ids.has(change.id)) violations.push(`change ${change.id} has two places`);
    ids.add(change.id);
  }
  violations.push(...checkNumbers([...state.lines()]), ...checkMoves(placed));
  return violations;
}

/** Version numbers of a prompt are 1, 2, 3 and so on. */
function checkNumbers(lines: string[]): string[] {
  const numbers = new Map<string, number[]>();
  for (const line of lines) {
    const [table, row] = JSON.parse(line) as [string, { promptId: string; number: number }];
    if (table === 'version') numbers.set(row.promptId, [...(numbers.get(row.promptId) ?? []), row.number]);
  }
  return [...numbers].flatMap(([prompt, own]) =>
    own.toSorted((a, b) => a - b).every((number, at) => number === at + 1)
      ? []
      : [`versions of ${prompt} are numbered ${own.join(' ')}`],
  );
}

/** A move that took effect found the label where it expected it; worked out apart from the fold. */
function checkMoves(placed: Reference['placed']): string[] {
  const labels = new Map<string, string | null>();
  const violations: string[] = [];
  for (const { change, refusal } of placed) {
    if (change.kind !== 'label.moved' || refusal !== null) continue;
    for (const { promptId, label, versionId, expectedMoveId } of change.body.moves) {
      const place = `${promptId} ${label}`;
      if ((labels.get(place) ?? null) !== expectedMoveId)
        violations.push(`move ${change.id} of ${label} took effect although its expectation did not hold`);
      labels.set(place, versionId === null ? null : change.id);
    }
  }
  return violations;
}

function checkDevice(device: Device, reference: Reference): string[] {
  const violations: string[] = [];
  const chain = device.chain();
  const own = new Set(device.logged().map(({ id }) => id));
  // Whatever happened, what a person was told is kept is here.
  for (const [id, change] of device.acknowledged)
    if (!own.has(id)) violations.push(`lost ${change.kind} ${id}, which was acknowledged`);
  const isOnThisLog = chain.every((hash, at) => reference.hashes[at] === hash);
  if (!isOnThisLog || chain.length > reference.hashes.length) {
    // Where the store accepted a segment on top of one that it replaced in the same seconds, its log is broken for everybody
    // else, who say so; whoever sent it sees its own segment there, and finds out when it looks at the whole.
    if (!device.isHalted && reference.broken === null)
      violations.push('holds another log than the remote, and does not say so');
    return violations;
  }
  if (device.isHalted !== (reference.broken !== null))
    violations.push(
      device.isHalted
        ? `is halted although the log is whole: ${device.problem}`
        : 'does not say that the log is broken',
    );
  if (chain.length < reference.hashes.length)
    violations.push(`has ${chain.length} of ${reference.hashes.length} segments: ${device.problem}`);
  violations.push(...checkState(device, reference, chain.length), ...checkPlaces(device, reference));
  return violations;
}

/** Equal prefix, equal state: what was confirmed folds to the same on every device, however it came in. */
function checkState(device: Device, reference: Reference, length: number): string[] {
  const violations: string[] = [];
  const lines = device.stateLines();
  if (lines !== null && hashOf(lines) !== reference.states[length - 1])
    violations.push(`its state after segment ${length} is not what the log folds to`);
  try {
    device.verify();
  } catch (error) {
    violations.push(`does not verify: ${(error as Error).message}`);
  }
  return violations;
}

/** Each change of its own is confirmed as it was written, pending, or visibly refused. */
function checkPlaces(device: Device, { placed }: Reference): string[] {
  const violations: string[] = [];
  const inLog = new Map(placed.map((one) => [one.change.id, one]));
  const here = new Map(device.logged().map((one) => [one.id, one]));
  for (const { change, refusal } of placed) {
    const own = here.get(change.id);
    if (!own) {
      violations.push(`lacks ${change.kind} ${change.id} of the log`);
      continue;
    }
    if (own.pending) violations.push(`holds ${change.kind} ${change.id} as pending, and it is in the log`);
    if (refusal !== null && refusal !== 'version-exists' && own.refused === null)
      violations.push(`${change.kind} ${change.id} had no effect (${refusal}), and nothing says so`);
    if (refusal === null && own.refused !== null)
      violations.push(`${change.kind} ${change.id} took effect, and is shown as refused (${own.refused})`);
  }
  for (const [id, written] of device.acknowledged) {
    const there = inLog.get(id);
    if (there && canonicalJson(there.change.body) !== canonicalJson(written.body))
      violations.push(`${written.kind} ${id} is in the log otherwise than it was written`);
    const own = here.get(id);
    if (!there && own?.pending && own.refused === null && device.maySend && !device.isHalted)
      violations.push(`${written.kind} ${id} is still pending although all is quiet: ${device.problem}`);
  }
  return violations;
}
