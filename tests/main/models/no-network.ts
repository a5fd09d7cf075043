import { beforeAll } from 'vitest';

/** Makes every `fetch` of the file under test fail. Workers have a `fetch` of their own and are given none of this: what
 *  runs in them is tested here in the test's own thread. */
export function forbidNetwork(): void {
  beforeAll(() => {
    const before = globalThis.fetch;
    globalThis.fetch = () => {
      throw new Error('the network was asked');
    };
    return () => {
      globalThis.fetch = before;
    };
  });
}
