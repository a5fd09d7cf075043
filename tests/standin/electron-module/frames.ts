import type { Params } from '../chromium-pipe.ts';
import { fromShown } from './schemes.ts';

type Frame = { id: string; parentId?: string; url: string };
export type WebFrame = { url: string; parent: WebFrame | null };

/** The frames of a page and the JavaScript contexts in them, as Chromium tells of them. */
export class Frames {
  private readonly frames = new Map<string, Frame>();
  private readonly contexts = new Map<number, string>();

  navigated(params: Params): void {
    const frame = params['frame'] as Frame;
    this.frames.set(frame.id, frame);
  }

  moved({ frameId, url }: Params): void {
    const frame = this.frames.get(String(frameId));
    if (frame) frame.url = String(url);
  }

  detached({ frameId }: Params): void {
    this.frames.delete(String(frameId));
  }

  contextCreated(params: Params): void {
    const context = params['context'] as { id: number; auxData?: { isDefault?: boolean; frameId?: string } };
    if (context.auxData?.isDefault && context.auxData.frameId) this.contexts.set(context.id, context.auxData.frameId);
  }

  contextDestroyed({ executionContextId }: Params): void {
    this.contexts.delete(Number(executionContextId));
  }

  contextsCleared(): void {
    this.contexts.clear();
  }

  urlOf(frameId: string): string {
    return this.frames.get(frameId)?.url ?? '';
  }

  contextOf(frameId: string): number | undefined {
    return [...this.contexts].findLast(([, each]) => each === frameId)?.[0];
  }

  /** Null, as in Electron, where the frame is gone by now. */
  ofContext(context: number): WebFrame | null {
    const frameId = this.contexts.get(context);
    return frameId === undefined ? null : this.webFrame(frameId);
  }

  private webFrame(frameId: string): WebFrame | null {
    const frame = this.frames.get(frameId);
    if (!frame) return null;
    return { url: fromShown(frame.url), parent: frame.parentId === undefined ? null : this.webFrame(frame.parentId) };
  }
}
