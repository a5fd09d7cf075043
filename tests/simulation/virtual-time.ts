type Due = { at: number; order: number; run: () => void };

/** Time that passes only when nothing else is left to do: whatever waits is woken in the order it is due. */
export class VirtualTime {
  now = 0; // milliseconds
  private readonly due: Due[] = [];
  private count = 0;

  /** Calls `run` after so many milliseconds. */
  after(milliseconds: number, run: () => void): void {
    const entry = { at: this.now + milliseconds, order: this.count, run };
    this.count += 1;
    this.due.push(entry);
    let at = this.due.length - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (!isBefore(entry, this.due[above]!)) break;
      this.due[at] = this.due[above]!;
      at = above;
    }
    this.due[at] = entry;
  }

  /** Lets time pass until `until`, or until nothing waits any more. */
  async pass(until: number): Promise<void> {
    for (;;) {
      await settled();
      const next = this.due[0];
      if (!next || next.at > until) break;
      this.removeFirst();
      this.now = Math.max(this.now, next.at);
      next.run();
    }
    this.now = Math.max(this.now, until);
  }

  private removeFirst(): void {
    const last = this.due.pop()!;
    if (this.due.length === 0) return;
    let at = 0;
    for (;;) {
      let below = 2 * at + 1;
      if (below >= this.due.length) break;
      if (below + 1 < this.due.length && isBefore(this.due[below + 1]!, this.due[below]!)) below += 1;
      if (!isBefore(this.due[below]!, last)) break;
      this.due[at] = this.due[below]!;
      at = below;
    }
    this.due[at] = last;
  }
}

function isBefore(a: Due, b: Due): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** Until every promise that can go on without time passing has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
