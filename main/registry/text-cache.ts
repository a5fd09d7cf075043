/** The texts used last, up to a number of characters. */
export class TextCache<T> {
  private readonly kept = new Map<number, T>();
  private readonly limit: number;
  private readonly size: (text: T) => number;
  private characters = 0;

  constructor(limit: number, size: (text: T) => number) {
    this.limit = limit;
    this.size = size;
  }

  get(key: number): T | undefined {
    const text = this.kept.get(key);
    if (text !== undefined) {
      this.kept.delete(key); // a Map keeps the order of insertion: put back, it is the newest
      this.kept.set(key, text);
    }
    return text;
  }

  /** Whether the next text would push out another, more or less. */
  get isFull(): boolean {
    return this.characters > this.limit * 0.95;
  }

  clear(): void {
    this.kept.clear();
    this.characters = 0;
  }

  set(key: number, text: T): void {
    if (this.kept.has(key)) return;
    this.kept.set(key, text);
    this.characters += this.size(text);
    for (const [oldest, old] of this.kept) {
      if (this.characters <= this.limit) return;
      this.kept.delete(oldest);
      this.characters -= this.size(old);
    }
  }
}
