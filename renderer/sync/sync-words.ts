import type { PendingChange, SyncStatus } from '../../shared/contract/sync-calls.ts';

type State = SyncStatus['state'];

/** What the status bar shows: the state, but for what a person should know first. */
export type Shown = State | 'paused' | 'waiting';

export function shownState({ state, paused, remote, member }: SyncStatus): Shown {
  if (state === 'none' || state === 'attention') return state;
  if (paused) return 'paused';
  return remote !== null && member === null && state !== 'syncing' && state !== 'offline' ? 'waiting' : state;
}

export function stateWord(shown: Shown): string {
  return WORDS[shown];
}

const WORDS: Record<Shown, string> = {
  none: 'On this device only',
  synced: 'Synced',
  syncing: 'Syncing',
  ahead: 'Ahead',
  behind: 'Behind',
  offline: 'Offline',
  attention: 'Stopped',
  paused: 'Paused',
  waiting: 'Waiting to be let in',
};

/** The state in a sentence, for the panel and for those who hear the page. */
export function stateSentence(status: SyncStatus): string {
  const { ahead, behind } = status;
  const shown = shownState(status);
  if (shown === 'none')
    return ahead === 0
      ? 'No remote is connected. What you do takes effect at once, on this device.'
      : `No remote is connected, and ${counted(ahead, 'change')} of yours ${ahead === 1 ? 'waits' : 'wait'} to be sent. Nothing is lost meanwhile.`;
  const left = [
    ahead > 0 && `${counted(ahead, 'change')} of yours ${ahead === 1 ? 'is' : 'are'} to be sent`,
    behind > 0 && `${counted(behind, 'segment')} of the log ${behind === 1 ? 'is' : 'are'} to be taken in`,
  ].filter((part) => part !== false);
  const rest = left.length === 0 ? '' : `${capitalised(left.join('; '))}.`;
  return [SENTENCES[shown], rest].filter((part) => part !== '').join(' ');
}

const SENTENCES: Record<Exclude<Shown, 'none'>, string> = {
  synced: 'Everything is sent, and everything of the others is here.',
  syncing: 'Sending and fetching now.',
  ahead: '',
  behind: '',
  offline: 'The remote cannot be reached. Go on writing: everything is kept, and sent when it can be.',
  attention: 'Syncing has stopped, and needs you.',
  paused: 'Syncing is paused: nothing is sent or fetched until you resume it.',
  waiting: 'You can read everything; what you write is kept here until an owner lets you in.',
};

/** `↑3 ↓1`; empty where nothing is on its way. */
export function arrows({ ahead, behind }: Pick<SyncStatus, 'ahead' | 'behind'>): string {
  return [ahead > 0 && `↑${short(ahead)}`, behind > 0 && `↓${short(behind)}`]
    .filter((part) => part !== false)
    .join(' ');
}

/** What is on its way, by what happens to it. */
export function pendingSummary(pending: readonly PendingChange[], count: number): string {
  if (count === 0) return 'Nothing waits to be sent.';
  const queued = pending.filter((each) => each.mark === 'queued').length;
  const refused = pending.filter((each) => each.mark === 'refused').length;
  const parts = [
    `${counted(count, 'change')} to send`,
    queued > 0 && `${short(queued)} queued`,
    refused > 0 && `${short(refused)} would be refused`,
  ];
  return parts.filter((part) => part !== false).join(' · ');
}

export function counted(count: number, one: string): string {
  return `${short(count)} ${one}${count === 1 ? '' : 's'}`;
}

function short(count: number): string {
  return count.toLocaleString('en');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
