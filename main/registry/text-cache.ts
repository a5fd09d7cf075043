/** The texts used last, up to a number of characters. */
export class TextCache<T extends string | string[]> {
  private readonly kept = new Map<number, T>();
  private readonly limit: number;
  private characters = 0;

  constructor(limit: number) {
    this.limit = limit;
  }

  get(key: number): T | undefined {
    const text = this.kept.get(key);
    if (text !== undefined) {
      this.kept.delete(key); // a Map keeps the order of insertion: put back, it is the newest
      this.kept.set(key, text);
    }
    return text;
  }

  clear(): void {
    this.kept.clear();
    this.characters = 0;
  }

  set(key: number, text: T): void {
    if (this.kept.has(key)) return;
    this.kept.set(key, text);
    this.characters += size(text);
    for (const [oldest, old] of this.kept) {
      if (this.characters <= this.limit) return;
      this.kept.delete(oldest);
      this.characters -= size(old);
    }
  }
}

function size(text: string | string[]): number {
  return typeof text === 'string' ? text.length : text.reduce((sum, one) => sum + one.length, 0);
}
