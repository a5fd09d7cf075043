import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNEL } from './channels.ts';

/** All the page gets of Electron. Main checks the name and the input: a page could hand over anything. */
contextBridge.exposeInMainWorld('galley', {
  call(name: string, input: unknown): Promise<unknown> {
    return ipcRenderer.invoke(CALL_CHANNEL, name, input);
  },

  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: unknown) => void): () => void {
    if (typeof listener !== 'function') throw new TypeError('subscribe needs a function');
    // The Electron event is left behind: it would hand the page `sender`, and with it every channel.
    const hear = (_: IpcRendererEvent, event: unknown) => listener(event);
    ipcRenderer.on(EVENT_CHANNEL, hear);
    return () => void ipcRenderer.off(EVENT_CHANNEL, hear);
  },
});
