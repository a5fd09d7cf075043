import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { MIN_SIZE, placeWindow, readWindowState, writeWindowState } from '../../../main/electron/window-state.ts';

const folder = mkdtempSync(join(tmpdir(), 'galley-window-state-'));
afterAll(() => rmSync(folder, { recursive: true }));

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const external = { x: 1440, y: 0, width: 2560, height: 1440 };
const kept = { bounds: { x: 1700, y: 200, width: 1600, height: 1000 }, maximized: false };

test('what was written is read back, and no file is left beside it', () => {
  const file = join(folder, 'window.json');
  writeWindowState(file, kept);
  writeWindowState(file, { ...kept, maximized: true });
  expect(readWindowState(file)).toEqual({ ...kept, maximized: true });
  expect(readdirSync(folder)).toEqual(['window.json']);
});

test.each([
  '',
  '{',
  '[]',
  '{"bounds":{"x":"0"},"maximized":false}',
  '{"bounds":{"x":0,"y":0,"width":1e99,"height":1},"maximized":false}',
])('a file that holds %j is taken for none', (text) => {
  const file = join(folder, 'damaged.json');
  writeFileSync(file, text);
  expect(readWindowState(file)).toBeNull();
  rmSync(file);
});

test('a window opens where it was while its display is there', () => {
  expect(placeWindow(kept, [laptop, external])).toEqual(kept.bounds);
});

test('a window whose display is gone opens on the main one, no larger than that', () => {
  expect(placeWindow(kept, [laptop])).toEqual({ width: 1440, height: 875 });
});

test('a window whose title bar is above the display is moved down to where it can be grabbed', () => {
  const above = { bounds: { x: 100, y: 5, width: 800, height: 600 }, maximized: false };
  expect(placeWindow(above, [laptop])).toEqual({ x: 100, y: 25, width: 800, height: 600 });
});

test('a window that reaches onto another display keeps its size by the one that shows most of it', () => {
  const across = { bounds: { x: 1200, y: 100, width: 2000, height: 1000 }, maximized: false };
  expect(placeWindow(across, [laptop, external])).toEqual(across.bounds);
});

test('without anything kept the system chooses the place, and the size fits the display', () => {
  expect(placeWindow(null, [laptop])).toEqual({ width: 1280, height: 800 });
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 600 }])).toEqual({ width: 1024, height: 600 });
});

test('wherever a window was and whatever displays there are, its title bar can be grabbed', () => {
  const pixels = fc.integer({ min: -5_000, max: 5_000 });
  const size = fc.integer({ min: 1, max: 5_000 });
  const area = fc.record({ x: pixels, y: pixels, width: size, height: size });
  fc.assert(
    fc.property(area, fc.array(area, { minLength: 1, maxLength: 3 }), (bounds, displays) => {
      const placed = placeWindow({ bounds, maximized: false }, displays);
      expect(placed.width).toBeGreaterThanOrEqual(MIN_SIZE.width);
      expect(placed.height).toBeGreaterThanOrEqual(MIN_SIZE.height);
      if (placed.x === undefined) return;
      const { x, y } = { x: placed.x, y: placed.y ?? NaN };
      const grabbable = displays.some(
        (display) =>
          y >= display.y &&
          y < display.y + display.height &&
          x < display.x + display.width &&
          x + placed.width > display.x,
      );
      expect(grabbable).toBe(true);
    }),
  );
});
