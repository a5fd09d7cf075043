export const BINDING = 'electronStandinSend';
export const INBOX = 'electron-standin-inbox';

/** A script for every new document: the preload with the `electron` a preload gets, and its two ends of the wire. */
export function bridgeScript(preload: string): string {
  return `(${bridge.toString()})(${JSON.stringify(BINDING)}, ${JSON.stringify(INBOX)}, (require, module, exports) => {${preload}\n});`;
}

type Listener = (event: object, ...args: unknown[]) => void;
type Preload = (require: (name: string) => unknown, module: { exports: object }, exports: object) => void;

// Runs in the page, printed by `toString`: it may use nothing from around it.
function bridge(binding: string, inbox: string, preload: Preload): void {
  const page = globalThis as unknown as Record<string | symbol, unknown>;
  const send = page[binding] as (message: string) => void;
  delete page[binding];
  if (window.parent !== window) return; // as in Electron, frames inside a page get no preload

  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const listeners = new Map<string, Set<Listener>>();
  let lastId = 0;

  const ipcRenderer = {
    invoke(channel: string, ...args: unknown[]) {
      const id = ++lastId;
      send(JSON.stringify({ id, channel, args }));
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    on(channel: string, listener: Listener) {
      listeners.set(channel, (listeners.get(channel) ?? new Set()).add(listener));
    },
    off(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
    },
  };
  const contextBridge = {
    exposeInMainWorld(name: string, api: object) {
      Object.defineProperty(page, name, { value: Object.freeze(api), enumerable: true });
    },
  };

  Object.defineProperty(page, Symbol.for(inbox), {
    value: {
      settle(id: number, value: unknown, error: string | undefined) {
        const { resolve, reject } = waiting.get(id)!;
        waiting.delete(id);
        if (error === undefined) resolve(value);
        else reject(new Error(error));
      },
      deliver(channel: string, args: unknown[]) {
        for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
      },
    },
  });

  const module = { exports: {} };
  const require = (name: string) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error(`A sandboxed preload cannot require ${name}.`);
  };
  preload(require, module, module.exports);
}
