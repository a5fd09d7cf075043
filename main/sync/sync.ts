import { setTimeout as pause } from 'node:timers/promises';
import type { AttentionItem, RemoteFound, SyncStatus } from '../../shared/contract/sync-calls.ts';
import { Refused } from '../../shared/reply.ts';
import type { Registry } from '../registry/registry.ts';
import { RegistrySyncStore } from '../registry/sync-store.ts';
import { attachTo, keepSecrets, makeKey, secretsFor, testRemote, URL_NOTE } from './connect-remote.ts';
import { unaudited } from './checkpoint-take.ts';
import { DeviceKeys } from './keys/device-keys.ts';
import { deviceSecret, openSecrets, type SecretStore } from './keys/secret-store.ts';
import { standingOf } from './standing.ts';
import type { SyncHandle, TypedSecrets } from './sync-handle.ts';
import { syncPanel } from './sync-panel.ts';
import { SyncThread, type SyncRunner } from './sync-runner.ts';
import { syncStatus } from './sync-status.ts';
import { attention, ATTENTION_NOTES, type SyncFacts } from './attention.ts';

const PAUSED_NOTE = 'paused';
const SYNCED_NOTE = 'synced-at';
/** Set by a process that wants a round of the one that syncs. */
const WANTED_NOTE = 'wanted';

/** When everything was last in step is kept this often, for who asks after a start. */
const KEEP_SYNCED_EVERY = 60_000; // milliseconds
/** How long a person waits for another process to sync. */
const PATIENCE = 15_000; // milliseconds
const LOOK_EVERY = 100; // milliseconds

/** Keeps the open workspace and its remote the same; see `SyncHandle`. Nothing runs before `start` or the first wish. */
export class Sync implements SyncHandle {
  private readonly openSecrets: () => SecretStore;
  private opened: { secrets: SecretStore; keys: DeviceKeys } | null = null;
  private readonly registry: Registry;
  private readonly store: RegistrySyncStore;
  private readonly hear: (status: SyncStatus) => void;
  private runner: { url: string; own: SyncRunner } | null = null;
  private started = false;
  private told = '';
  private wanted: string | null = null;
  private found: { key: string; items: AttentionItem[] } | null = null;
  private placed: { deviceId: string; place: SyncStatus['keyPlace'] } | null = null;

  /** `hear` is called with every status that differs from the one before. */
  constructor(
    registry: Registry,
    hear: (status: SyncStatus) => void = () => undefined,
    secrets: () => SecretStore = openSecrets,
  ) {
    this.registry = registry;
    this.store = new RegistrySyncStore(registry);
    this.openSecrets = secrets;
    this.hear = hear;
  }

  get secrets(): SecretStore {
    return this.vault.secrets;
  }

  get keys(): DeviceKeys {
    return this.vault.keys;
  }

  get url(): string | null {
    return this.store.note(URL_NOTE);
  }

  /** From now on the workspace is synced by itself, whenever it has a remote. */
  start(): void {
    this.started = true;
    this.noteChanges();
  }

  /** To be called when something was written to the workspace, by whomever. */
  noteChanges(): void {
    if (this.started) this.fit();
    const wanted = this.store.note(WANTED_NOTE);
    if (this.store.position().ahead > 0 || wanted !== this.wanted) this.nudge();
    this.wanted = wanted;
    this.tell();
  }

  status(): SyncStatus {
    const { registry, store } = this;
    const position = store.position();
    const status = syncStatus({
      url: this.url,
      paused: this.isPaused,
      position,
      standing: standingOf(registry, position),
      engine: this.runner?.own.status ?? null,
      syncedAt: this.syncedAt(),
      unaudited: unaudited(registry),
      keyPlace: this.keyPlace(position.deviceId),
    });
    const items = this.attention(status);
    const refused = items.filter(({ kind }) => kind === 'refused' || kind === 'stale-move').length;
    return { ...status, refused, attention: items.length };
  }

  /** Everything that waits on this person. */
  attention(facts: SyncFacts = this.status()): AttentionItem[] {
    const { notes, log } = this.registry;
    // The status is asked for far more often than anything in the list changes.
    const key = JSON.stringify([
      log.marks.now(),
      facts.problem,
      facts.state === 'offline',
      facts.keyPlace,
      facts.unaudited === null,
      facts.behind > 0,
      ...ATTENTION_NOTES.map((note) => notes.get(note)),
    ]);
    if (this.found?.key !== key) this.found = { key, items: attention(this.registry, facts, this.keyWarning) };
    return this.found.items;
  }

  panel(): ReturnType<SyncHandle['panel']> {
    return syncPanel(this.registry);
  }

  async now(): Promise<SyncStatus> {
    if (this.url === null) return this.status();
    const { own } = this.fit(true)!;
    await own.round();
    if (own.status === null) await this.othersRound();
    if (this.isPaused) await this.stopRunner(); // one round was asked for, and no more
    return this.tell();
  }

  async pause(paused: boolean): Promise<SyncStatus> {
    this.registry.transaction(() => this.store.setNote(PAUSED_NOTE, paused ? '1' : null));
    if (paused) await this.stopRunner();
    else this.fit();
    return this.tell();
  }

  async putBack(): Promise<number> {
    if (this.url === null) throw noRemote();
    const { own } = this.fit(true)!;
    const count = await own.putBack();
    this.tell();
    if (count === 0) throw new Refused('nothing-to-heal', 'The remote lacks nothing that this device has.');
    return count;
  }

  test(url: string, secrets: TypedSecrets): Promise<RemoteFound> {
    return testRemote(this.store, url, secrets);
  }

  async connect(url: string, secrets: TypedSecrets): Promise<SyncStatus> {
    await attachTo(this.store, this.keys, this.secrets, url, secrets);
    return this.begin();
  }

  async join(url: string, secrets: TypedSecrets, { chain, head }: Parameters<SyncHandle['join']>[2]): Promise<void> {
    const found = await testRemote(this.store, url, secrets);
    makeKey(this.store, this.keys);
    keepSecrets(this.secrets, found.url, url, secrets);
    this.registry.transaction(() => {
      this.store.join(chain);
      this.store.saw(head);
      this.store.setNote(URL_NOTE, found.url);
    });
    await this.begin();
  }

  async setCredentials(secrets: TypedSecrets): Promise<SyncStatus> {
    const { url } = this;
    if (url === null) throw noRemote();
    keepSecrets(this.secrets, url, url, secrets);
    await this.stopRunner();
    return this.now();
  }

  async disconnect(): Promise<SyncStatus> {
    await this.stopRunner();
    this.store.setNote(URL_NOTE, null);
    return this.tell();
  }

  nudge(): void {
    this.runner?.own.nudge();
  }

  async close(): Promise<void> {
    this.started = false;
    await this.stopRunner();
  }

  private get isPaused(): boolean {
    return this.store.note(PAUSED_NOTE) !== null;
  }

  private async begin(): Promise<SyncStatus> {
    await this.stopRunner();
    this.store.setNote(PAUSED_NOTE, null);
    const status = await this.now();
    this.tell();
    return status;
  }

  /** A runner for the remote as it is now, or none. A person who asks for a round gets one even while syncing is paused. */
  private fit(asked = false): { url: string; own: SyncRunner } | null {
    const url = !asked && this.isPaused ? null : this.url;
    if (this.runner && this.runner.url === url) return this.runner;
    void this.stopRunner();
    if (url === null) return null;
    const secrets = secretsFor(this.secrets, url);
    const own = new SyncThread({ path: this.registry.path, url, secrets }, () => this.tell());
    this.runner = { url, own };
    return this.runner;
  }

  private async stopRunner(): Promise<void> {
    const { runner } = this;
    this.runner = null;
    await runner?.own.stop();
  }

  /** Another process syncs this workspace: it is asked for a round, and waited for. */
  private async othersRound(): Promise<void> {
    this.store.setNote(WANTED_NOTE, String(this.registry.now()));
    const until = performance.now() + PATIENCE;
    while (this.store.position().ahead > 0 && performance.now() < until) await pause(LOOK_EVERY);
  }

  /** Opened when it is first needed: a workspace without a remote never asks for a keychain. */
  private get vault(): { secrets: SecretStore; keys: DeviceKeys } {
    if (!this.opened) {
      const secrets = this.openSecrets();
      this.opened = { secrets, keys: new DeviceKeys(secrets) };
    }
    return this.opened;
  }

  /** Asking a keychain takes milliseconds: it is asked once for each key. */
  private keyPlace(deviceId: string | null): SyncStatus['keyPlace'] {
    if (deviceId === null || this.url === null) return 'missing';
    if (this.placed?.deviceId !== deviceId)
      this.placed = { deviceId, place: this.secrets.placeOf(deviceSecret(deviceId)) };
    return this.placed.place;
  }

  private get keyWarning(): string | null {
    return this.url === null ? null : this.secrets.warning;
  }

  private syncedAt(): number | null {
    const kept = Number(this.store.note(SYNCED_NOTE) ?? 0);
    const now = this.runner?.own.status?.syncedAt ?? 0;
    if (now - kept > KEEP_SYNCED_EVERY && this.registry.readOnly === null) this.store.setNote(SYNCED_NOTE, String(now));
    return Math.max(kept, now) || null;
  }

  private tell(): SyncStatus {
    const status = this.status();
    const text = JSON.stringify(status);
    if (text !== this.told) this.hear(status);
    this.told = text;
    return status;
  }
}

function noRemote(): Refused {
  return new Refused('no-remote', 'This workspace has no remote. Connect one first.');
}
