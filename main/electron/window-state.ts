import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** A rectangle on the desktop, in device-independent pixels. */
export type Area = { x: number; y: number; width: number; height: number };

const Pixels = z.number().int().min(-100_000).max(100_000);
const WindowState = z.object({
  bounds: z.object({ x: Pixels, y: Pixels, width: Pixels, height: Pixels }).describe('when it is not maximised'),
  maximized: z.boolean(),
});
export type WindowState = z.infer<typeof WindowState>;

export const MIN_SIZE = { width: 720, height: 480 };
const DEFAULT_SIZE = { width: 1280, height: 800 };

/** What was kept in `file`, or null where nothing was, or nothing that can be read: a window's place is no loss. */
export function readWindowState(file: string): WindowState | null {
  try {
    return WindowState.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Replaces `file` in one step, so that a reader finds the old state or the new one. */
export function writeWindowState(file: string, state: WindowState): void {
  writeFileSync(`${file}.new`, JSON.stringify(state));
  renameSync(`${file}.new`, file);
}

/** Where to open the window. A kept place counts only while a person could still grab the window there: its display may
 *  be gone or smaller. Without `x` and `y` the system chooses the place. `displays` are work areas, the main one first. */
export function placeWindow(
  kept: WindowState | null,
  displays: readonly Area[],
): Partial<Area> & Pick<Area, 'width' | 'height'> {
  if (!kept) return fit(DEFAULT_SIZE, displays[0]);
  const nearest = displays.toSorted((a, b) => shared(kept.bounds, b) - shared(kept.bounds, a));
  for (const display of nearest) {
    const bounds = { ...kept.bounds, ...fit(kept.bounds, display) };
    if (canBeGrabbed(bounds, display)) return { ...bounds, y: Math.max(bounds.y, display.y) };
  }
  return fit(kept.bounds, displays[0]);
}

/** Square pixels of `bounds` that `display` shows. */
function shared(bounds: Area, display: Area): number {
  const height = Math.min(bounds.y + bounds.height, display.y + display.height) - Math.max(bounds.y, display.y);
  return Math.max(0, sharedWidth(bounds, display)) * Math.max(0, height);
}

function sharedWidth(bounds: Area, display: Area): number {
  return Math.min(bounds.x + bounds.width, display.x + display.width) - Math.max(bounds.x, display.x);
}

const TITLE_BAR = 30; // pixels of height
const GRIP = 100; // pixels of a title bar that must show

function canBeGrabbed(bounds: Area, display: Area): boolean {
  const foot = bounds.y + TITLE_BAR;
  return sharedWidth(bounds, display) >= GRIP && foot > display.y && foot <= display.y + display.height;
}

function fit(size: { width: number; height: number }, display: Area | undefined): { width: number; height: number } {
  return {
    width: Math.max(MIN_SIZE.width, Math.min(size.width, display?.width ?? size.width)),
    height: Math.max(MIN_SIZE.height, Math.min(size.height, display?.height ?? size.height)),
  };
}
