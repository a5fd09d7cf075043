import type { EditorState } from '@codemirror/state';
import type { MessageItem, Rest } from './open-prompt-state.ts';

/** A prompt before or after a step: its messages, each text with its own undo history, and all else. States are immutable
 *  and share what is the same, so keeping one costs next to nothing. */
export type Shape = { items: readonly MessageItem[]; states: ReadonlyMap<string, EditorState>; rest: Rest };

type Way = 'undo' | 'redo';

/** A prompt on one side of a step, and the messages whose text is another, or is not there, on the other side. */
type Side = Shape & { touched: readonly string[] };

/** A change of more than one text: a split, a join, a move, a role, a whole content written. `depths` counts, for each
 *  message, the text changes that lie before the step; while it is undone, those that were undone before it. */
export type Step = { before: Side; after: Side; depths: ReadonlyMap<string, number> };

/** What the steps are steps of. */
export interface Stepped {
  shape(): Shape;
  /** Goes back to `shape`, of which these texts are not what they are now. */
  put(shape: Shape, texts: readonly string[]): void;
  /** How many changes of this text could be taken back, or made again. */
  depth(key: string, way: Way): number;
  /** The texts in the order they were changed, the latest first. */
  recent(): string[];
  /** Takes one back, or makes it again; false where there is none. */
  stepText(key: string, way: Way): boolean;
}

const MOST_STEPS = 100;

/** One undo history for a prompt: steps in the order they were made, and between them the changes of each text, which the
 *  texts keep themselves. A step is undone only from exactly what it left, so that no word is ever lost by it. */
export class StructureHistory {
  #target: Stepped;
  #done: Step[] = [];
  #undone: Step[] = [];

  constructor(target: Stepped) {
    this.#target = target;
  }

  /** Notes a step that was just made from `before`. */
  add(before: Shape): Step {
    const after = this.#target.shape();
    const step = {
      before: { ...before, touched: changedTexts(before, after) },
      after: { ...after, touched: changedTexts(after, before) },
      depths: this.#depths('undo'),
    };
    this.#done = [...this.#done.slice(1 - MOST_STEPS), step];
    this.#undone = [];
    return step;
  }

  forget(): void {
    this.#done = [];
    this.#undone = [];
  }

  /** Takes the latest change back: of the text `key` where it was written in since the last step, of another that was, or else
   *  that step. Answers the message to look at, or null where nothing is left to take back. */
  undo(key: string | null): string | null {
    const step = this.#done.at(-1);
    if (key !== null && this.#isNewer(step, key, 'undo')) return this.#stepText(key, 'undo');
    if (step === undefined) return null;
    const written = this.#target.recent().find((each) => this.#isNewer(step, each, 'undo'));
    if (written !== undefined) return this.#stepText(written, 'undo');
    if (this.takeBack(step)) return lookAt(step.before, key);
    this.#done = []; // not what the step left any more
    return key === null ? null : this.#stepText(key, 'undo');
  }

  /** Makes again what was taken back last. */
  redo(key: string | null): string | null {
    const step = this.#undone.at(-1);
    if (key !== null && this.#isNewer(step, key, 'redo')) return this.#stepText(key, 'redo');
    if (step === undefined) return null;
    const written = this.#target.recent().find((each) => this.#isNewer(step, each, 'redo'));
    if (written !== undefined) return this.#stepText(written, 'redo');
    const now = { ...this.#target.shape(), touched: step.before.touched };
    if (!fits(now, step.before)) {
      this.#undone = [];
      return key === null ? null : this.#stepText(key, 'redo');
    }
    this.#target.put(step.after, step.after.touched);
    this.#undone.pop();
    this.#done.push({ ...step, before: now, depths: this.#depths('undo') });
    return lookAt(step.after, key);
  }

  /** Undoes `step` where it is the last one and nothing it touched was changed since; false otherwise. */
  takeBack(step: Step): boolean {
    const now = { ...this.#target.shape(), touched: step.after.touched };
    if (this.#done.at(-1) !== step || !fits(now, step.after)) return false;
    this.#target.put(step.before, step.before.touched);
    this.#done.pop();
    this.#undone.push({ ...step, after: now, depths: this.#depths('redo') });
    return true;
  }

  #isNewer(step: Step | undefined, key: string, way: Way): boolean {
    return this.#target.depth(key, way) > (step?.depths.get(key) ?? 0);
  }

  #stepText(key: string, way: Way): string | null {
    return this.#target.stepText(key, way) ? key : null;
  }

  #depths(way: Way): Map<string, number> {
    return new Map(this.#target.shape().items.map(({ key }) => [key, this.#target.depth(key, way)]));
  }
}

/** Whether `now` is what the step left on this side, but for texts it does not touch. */
function fits(now: Shape, side: Side): boolean {
  return (
    now.items.length === side.items.length &&
    side.items.every(({ key, role }, index) => now.items[index]?.key === key && now.items[index].role === role) &&
    side.touched.every((key) => sameText(side.states.get(key), now.states.get(key)))
  );
}

function changedTexts(shape: Shape, other: Shape): string[] {
  return shape.items.map((item) => item.key).filter((key) => !sameText(shape.states.get(key), other.states.get(key)));
}

function sameText(left: EditorState | undefined, right: EditorState | undefined): boolean {
  return left !== undefined && right !== undefined && left.doc.eq(right.doc);
}

function lookAt(side: Side, key: string | null): string | null {
  if (key !== null && side.states.has(key)) return key;
  return side.touched[0] ?? side.items[0]?.key ?? null;
}
