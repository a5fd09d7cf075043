import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ContentRef } from '../../shared/contract.ts';
import type { SnippetImpact, SnippetUse } from '../../shared/contract/snippet-calls.ts';
import type { Refusal, Reply } from '../../shared/reply.ts';
import type { call as Call } from '../state/client.ts';

/** What a snippet would say, and by which references that would be met: null for all that are not bound to a version. */
export type ImpactQuestion = { snippetId: string; to: ContentRef; label: string | null };

export type UseImpact = { use: SnippetUse; answer: Reply<SnippetImpact> | null };

export type ImpactState = {
  /** Null until it is known who uses the snippet. */
  uses: readonly UseImpact[] | null;
  refusal: Refusal | null;
  /** How many are answered. */
  done: number;
  state: 'running' | 'done' | 'stopped';
};

/** How many uses are filled in at a time: the host fills in one after the other, and a stop should come soon. */
const AT_ONCE = 3;

/** Fills in every use of a snippet before and after a change, a few at a time. Prompts that are archived are left out:
 *  they are not sent. */
export class ImpactRun {
  readonly store: StoreApi<ImpactState>;
  #call: typeof Call;
  #question: ImpactQuestion;
  #next = 0;
  #starts = 0;

  constructor(call: typeof Call, question: ImpactQuestion) {
    this.#call = call;
    this.#question = question;
    this.store = createStore<ImpactState>(() => ({ uses: null, refusal: null, done: 0, state: 'running' }));
  }

  async start(): Promise<void> {
    const start = ++this.#starts;
    const reply = await this.#call('snippet.usedBy', { promptId: this.#question.snippetId });
    if (this.#stopped || start !== this.#starts) return;
    if (!reply.ok) {
      this.store.setState({ refusal: reply.error, state: 'done' });
      return;
    }
    const uses = reply.value.uses.filter((use) => !use.archived).map((use): UseImpact => ({ use, answer: null }));
    this.store.setState({ uses });
    await this.#work();
  }

  /** No further use is asked about; what is under way is not awaited. */
  stop(): void {
    this.store.setState(({ state }) => ({ state: state === 'running' ? 'stopped' : state }));
  }

  /** Goes on with what is not answered. */
  async resume(): Promise<void> {
    if (!this.#stopped) return;
    this.store.setState({ state: 'running' });
    const at = this.store.getState().uses?.findIndex(({ answer }) => answer === null) ?? 0;
    this.#next = Math.max(0, at);
    await (this.store.getState().uses === null ? this.start() : this.#work());
  }

  get #stopped(): boolean {
    return this.store.getState().state === 'stopped';
  }

  async #work(): Promise<void> {
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.#takeInTurn()));
    this.store.setState(({ state }) => ({ state: state === 'running' ? 'done' : state }));
  }

  async #takeInTurn(): Promise<void> {
    while (!this.#stopped) {
      const { uses } = this.store.getState();
      const at = this.#next++;
      const item = uses?.[at];
      if (!item) return;
      if (item.answer !== null) continue;
      const { promptId, ref } = item.use;
      const answer = await this.#call('snippet.impact', { ...this.#question, user: { promptId, ref } });
      this.store.setState((state) => ({
        uses: state.uses?.map((each, index) => (index === at ? { ...each, answer } : each)) ?? null,
        done: state.uses?.[at]?.answer === null ? state.done + 1 : state.done,
      }));
    }
  }
}

/** Whether a use reads otherwise after the change, or could not be filled in to tell. */
export function concerns({ answer }: UseImpact): boolean {
  return answer !== null && (!answer.ok || answer.value.affected);
}

/** `3 prompts`; a prompt that uses the snippet in its draft and in a version counts once. */
export function countUsers(uses: readonly { use: SnippetUse }[]): number {
  return new Set(uses.map(({ use }) => use.promptId)).size;
}
