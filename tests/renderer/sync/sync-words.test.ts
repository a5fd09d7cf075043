import { describe, expect, test } from 'vitest';
import type { PendingChange, SyncStatus } from '../../../shared/contract/sync-calls.ts';
import { arrows, pendingSummary, shownState, stateSentence, stateWord } from '../../../renderer/sync/sync-words.ts';

const status: SyncStatus = {
  state: 'synced',
  remote: { url: 'file:///mnt/team', name: 'team', kind: 'folder' },
  paused: false,
  head: null,
  ahead: 0,
  behind: 0,
  queued: 0,
  refused: 0,
  syncedAt: 0,
  nextTryAt: null,
  problem: null,
  unaudited: null,
  attention: 0,
  member: { memberId: '0198c000-0000-7000-8000-000000000001', name: 'Ana', role: 'owner' },
  keyPlace: 'keychain',
};

const word = (change: Partial<SyncStatus>) => stateWord(shownState({ ...status, ...change }));
const pending = (mark: PendingChange['mark']) => ({ mark }) as PendingChange;

describe('the state of syncing', () => {
  test('is one word, and what a person should know first', () => {
    expect(word({})).toBe('Synced');
    expect(word({ state: 'none', remote: null, member: null })).toBe('On this device only');
    expect(word({ state: 'ahead', paused: true })).toBe('Paused');
    expect(word({ state: 'attention', paused: true })).toBe('Stopped');
    expect(word({ member: null })).toBe('Waiting to be let in');
    expect(word({ member: null, state: 'offline' })).toBe('Offline');
  });

  test('is a sentence that says what is left to do', () => {
    expect(stateSentence({ ...status, state: 'ahead', ahead: 1 })).toBe('1 change of yours is to be sent.');
    expect(stateSentence({ ...status, state: 'offline', ahead: 2 })).toMatch(/everything is kept.*2 changes of yours/);
    expect(stateSentence({ ...status, state: 'behind', behind: 3, ahead: 1 })).toBe(
      '1 change of yours is to be sent; 3 segments of the log are to be taken in.',
    );
    expect(stateSentence({ ...status, state: 'none', remote: null, ahead: 4 })).toMatch(/4 changes of yours wait/);
  });

  test('has arrows for what is on its way, and none where nothing is', () => {
    expect(arrows({ ahead: 0, behind: 0 })).toBe('');
    expect(arrows({ ahead: 1_200, behind: 1 })).toBe('↑1,200 ↓1');
  });
});

test('what waits is counted by what happens to it', () => {
  expect(pendingSummary([], 0)).toBe('Nothing waits to be sent.');
  expect(pendingSummary([pending('pending'), pending('queued'), pending('refused')], 3)).toBe(
    '3 changes to send · 1 queued · 1 would be refused',
  );
});
