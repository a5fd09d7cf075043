import { join } from 'node:path';
import { sealEnvelope } from '../../main/sync/envelope.ts';
import { putNext } from '../../main/sync/engine-push.ts';
import type { Change } from '../../shared/change.ts';
import { canonicalJson } from '../../shared/canonical-json.ts';
import { newId } from '../../shared/ids.ts';
import { Refused } from '../../shared/reply.ts';
import { logKey } from '../../shared/segment/object-keys.ts';
import { actSomehow } from './acts.ts';
import { Crash } from './crash.ts';
import { checkEverything, watchWhatIsConfirmed } from './invariants.ts';
import type { Device, Mutation } from './device.ts';
import { NEWCOMER, PEOPLE, theTeam } from './team.ts';
import { someWeather } from './weather.ts';
import { World } from './world.ts';

export type Outcome = { seed: number; trace: string[]; violations: string[]; faults: string[] };

const MINUTE = 60_000; // milliseconds
const DAY = 24 * 60 * MINUTE;

/** One run from beginning to end: a team writes while everything goes wrong that the seed says; then the weather clears, and
 *  whatever was promised is checked. */
export async function simulate(seed: number, mutation: Mutation = {}): Promise<Outcome> {
  const team = await theTeam();
  const count = 2 + (seed % 5);
  const names = PEOPLE.slice(0, count).map(({ name }) => name);
  const world = new World(team, seed, names, mutation);
  const faults: string[] = [];
  const violations: string[] = [];
  try {
    for (const device of world.devices) device.start();
    const confirmed = watchWhatIsConfirmed(world, () => !faults.some((fault) => fault.startsWith('store')));
    await trouble(world, faults, confirmed.look);
    await calm(world, confirmed.look);
    violations.push(
      ...confirmed.violations,
      ...checkEverything(
        world,
        faults.some((fault) => UNMENDABLE.has(fault)),
      ),
    );
  } catch (error) {
    violations.push(`the run failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  } finally {
    world.close();
  }
  return { seed, trace: world.lines, violations, faults };
}

/** Some minutes in which people write and everything the seed picked goes wrong. */
async function trouble(world: World, faults: string[], look: () => void): Promise<void> {
  const { random, time } = world;
  const minutes = random.whole(1, 5);
  for (const device of world.devices) {
    device.current = someWeather(random);
    if (random.chance(0.15)) device.clockOff = random.pick([-365, 365, 90]) * DAY;
    scheduleWork(world, device, minutes);
    scheduleAbsence(world, device, minutes);
  }
  for (const [name, fault] of Object.entries(FAULTS)) {
    if (!random.chance(RARELY)) continue;
    faults.push(name);
    time.after(random.whole(0, minutes * MINUTE), () => unlessItDies(world, () => fault(world)));
  }
  for (let minute = 0; minute < minutes; minute += 1) {
    await world.pass(MINUTE);
    look();
  }
}

/** No fault is likely by itself: most runs have a few. */
const RARELY = 0.09;

function scheduleWork(world: World, device: Device, minutes: number): void {
  for (let left = world.random.whole(0, 7); left > 0; left -= 1)
    world.time.after(world.random.whole(0, minutes * MINUTE), () =>
      unlessItDies(world, () =>
        device.act((registry) => device.trace(actSomehow(registry, world.random, device.keys))),
      ),
    );
}

function unlessItDies(world: World, work: () => void): void {
  try {
    work();
  } catch (error) {
    // What is refused at once was never promised.
    if (!(error instanceof Crash || error instanceof Refused)) world.fail(error);
  }
}

function scheduleAbsence(world: World, device: Device, minutes: number): void {
  const { random, time } = world;
  if (random.chance(0.4)) {
    time.after(random.whole(0, minutes * MINUTE), () => (device.connected = false));
    time.after(random.whole(0, minutes * MINUTE), () => (device.connected = true));
  }
  if (random.chance(0.15)) {
    // Months asleep: the others go on, and its clock has gone on, too.
    time.after(random.whole(0, MINUTE), () => device.shut());
    time.after(minutes * MINUTE - 1, () => {
      device.clockOff += 90 * DAY;
      device.start();
    });
  }
}

type Fault = (world: World) => void;

/** What may leave a log that cannot be read to its end: another log's segment follows where the store lost the right one. */
const UNMENDABLE = new Set(['store emptied', 'store set back', 'store forks', 'a newer Galley']);

/** What may go wrong besides the weather. */
const FAULTS: Record<string, Fault> = {
  'copied profile': (world) => {
    const device = world.random.pick(world.devices);
    if (!device.isRunning) return;
    const twin = world.newDevice(`${device.device}-twin${world.devices.length}`);
    device.copyTo(twin.path);
    world.devices.push(twin);
    twin.current = device.current;
    twin.trace('copied');
    scheduleWork(world, twin, 2);
    scheduleWork(world, device, 2);
    twin.start();
  },
  'restored backup of a device': (world) => {
    const device = world.random.pick(world.devices);
    if (!device.isRunning) return;
    const backup = join(world.folder, `${device.device}.backup`);
    device.copyTo(backup);
    world.time.after(world.random.whole(1_000, 2 * MINUTE), () => {
      device.restore(backup);
      device.trace('restored');
      device.start();
    });
  },
  'revoked credentials': (world) => {
    const device = world.random.pick(world.devices);
    device.credentials = false;
  },
  'store emptied': (world) => {
    world.trace('store emptied');
    world.store.lose(() => true);
  },
  'store set back': (world) => {
    const keep = world.random.whole(1, Math.max(1, world.store.length - 1));
    world.trace(`store set back to ${keep}`);
    world.store.lose((number) => number > keep);
  },
  'store withholds': (world) => {
    const number = world.random.whole(1, world.store.length + 2);
    world.trace(`store withholds ${number}`);
    world.store.show((key, bytes) => (world.store.numberOf(key) === number ? null : bytes));
  },
  'store swaps': (world) => {
    const [one, other] = [world.random.whole(1, world.store.length + 1), world.random.whole(1, 3)];
    world.trace(`store swaps ${one} and ${other}`);
    world.store.show((key, bytes) => {
      const number = world.store.numberOf(key);
      if (number === one) return world.store.at(other) ?? bytes;
      return number === other ? (world.store.at(one) ?? bytes) : bytes;
    });
  },
  'store flips bytes': (world) => {
    const { random } = world;
    const number = world.store.length + random.whole(0, 2);
    world.trace(`store flips a byte of ${number}`);
    const place = random.next();
    const bit = 1 << random.whole(0, 7);
    world.store.show((key, bytes) => {
      if (bytes === null || world.store.numberOf(key) !== number) return bytes;
      const flipped = new Uint8Array(bytes);
      const at = Math.floor(place * flipped.length);
      flipped[at] = flipped[at]! ^ bit;
      return flipped;
    });
  },
  'store forks': (world) => {
    const devices = world.devices.filter(() => world.random.chance(0.5)).map(({ device }) => device);
    world.trace(`store forks: ${devices.join(' ')}`);
    world.store.fork(devices);
  },
  newcomer: (world) => {
    const [owner] = world.devices;
    if (!owner?.registry || world.devices.some(({ device }) => device === NEWCOMER)) return;
    const chain = owner.registry.notes.hashAt(1)!;
    const newcomer = world.newDevice(NEWCOMER);
    world.devices.push(newcomer);
    newcomer.start();
    newcomer.act(() => newcomer.engineParts!.store.join(chain));
    newcomer.current = owner.current;
    const { device } = newcomer.registry!.notes;
    world.time.after(world.random.whole(0, MINUTE), () =>
      unlessItDies(world, () => {
        owner.act((registry) =>
          registry.record({
            kind: 'member.added',
            body: { memberId: newId(), name: NEWCOMER, role: 'editor', device: device! },
          }),
        );
        scheduleWork(world, newcomer, 3);
      }),
    );
  },
  'a newer Galley': (world) => {
    const device = world.random.pick(world.devices);
    const { keys, registry } = device;
    const signer = registry && keys.signer(registry.notes.device!.deviceId, registry.notes.device!.key);
    if (!signer) return;
    const number = world.store.length + 1;
    if (number < 3) return; // the store was emptied
    const headerText = canonicalJson({ format: 1, features: ['something later'], number, device: signer.deviceId });
    const signature = Buffer.from(signer.sign(headerText), 'base64url');
    world.trace(`segment ${number} is of a newer Galley`);
    world.store.put(device.device, logKey(number), sealEnvelope(headerText, signature, new Uint8Array()));
  },
  'hostile member': (world) => {
    const device = world.random.pick(world.devices);
    const parts = device.engineParts;
    const registry = device.registry;
    if (!parts || !registry || !device.isRunning) return;
    const signer = parts.keys.signer(parts.store.position().deviceId ?? '');
    if (!signer) return;
    const members = [...registry.state.teamRows('member')];
    const author = world.random.pick(members.map(({ name }) => name).toSorted());
    const own = registry.state.team('device', signer.deviceId)?.memberId;
    const memberId = own ?? members[0]!.memberId;
    const change = world.random.pick<Change>([
      { id: newId(), kind: 'member.role' as const, author, at: 0, body: { memberId, role: 'owner' as const } },
      {
        id: newId(),
        kind: 'policy.set' as const,
        author,
        at: 0,
        body: { label: 'production', protected: false, approvals: 0, roles: ['editor' as const] },
      },
      { id: newId(), kind: 'workspace.configured' as const, author, at: 0, body: { name: 'mine now' } },
    ]);
    device.trace(`forges ${change.kind} as ${author}`);
    putNext(parts, signer, [{ change }], new AbortController().signal, []).catch(() => undefined);
  },
};

/** The weather clears, everybody comes back, the store is mended where it can be, and people press what they are offered. */
async function calm(world: World, look: () => void): Promise<void> {
  world.trace('calm');
  world.store.showTruly();
  for (const device of world.devices) {
    device.calmDown();
    device.connected = true;
    device.credentials = true;
    device.start();
  }
  // Puts that were given up may still land; halted devices look again; some were dead.
  for (let turn = 0; turn < 12; turn += 1) {
    await world.pass(2 * MINUTE);
    look();
    const hurt = world.devices.filter(({ engine }) => engine?.status.problem?.remedy === 'heal');
    if (turn >= 3 && hurt.length === 0 && isQuiet(world)) return;
    // Who has most puts back first.
    for (const device of hurt.toSorted((a, b) => b.headNumber - a.headNumber)) {
      device.trace('puts back');
      await Promise.all([device.engine!.putBack(new AbortController().signal).catch(() => 0), world.pass(MINUTE)]);
      device.engine?.wake();
    }
  }
}

function isQuiet(world: World): boolean {
  const going = world.devices.filter((one) => !one.isHalted);
  return new Set(going.map(({ headNumber }) => headNumber)).size <= 1 && going.every((one) => one.isDone);
}
