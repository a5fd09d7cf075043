import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MenuItemConstructorOptions } from 'electron';
import { expect, test } from 'vitest';
import { menuTemplate } from '../../../main/electron/menu.ts';

const platforms = ['darwin', 'win32', 'linux'] as const;

function itemsOn(platform: NodeJS.Platform, run: (command: string) => void = () => undefined) {
  const menus = menuTemplate({ platform, appName: 'Galley', forDevelopers: false, run });
  return menus.flatMap((menu) => (menu.submenu ?? []) as MenuItemConstructorOptions[]);
}

test.each(platforms)('on %s every command is in the menu once and is sent by its id', (platform) => {
  const sent: string[] = [];
  const commands = itemsOn(platform, (command) => sent.push(command)).filter((item) => item.click);
  for (const item of commands) (item.click as () => void)();
  expect(sent).toEqual(commands.map((item) => item.id));
  expect(new Set(sent).size).toBe(sent.length);
});

test.each(platforms)('on %s a person can quit, undo and copy from the menu, and no key is given twice', (platform) => {
  const items = itemsOn(platform);
  expect(items.map((item) => item.role)).toEqual(expect.arrayContaining(['quit', 'undo', 'copy', 'about']));
  const keys = items.flatMap((item) => item.accelerator ?? []);
  expect(new Set(keys).size).toBe(keys.length);
});

test('every command in the menu is one the window has', () => {
  const renderer = fileURLToPath(new URL('../../../renderer', import.meta.url));
  const sources = readdirSync(renderer, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name));
  const text = sources.map((name) => readFileSync(join(renderer, name), 'utf8')).join('\n');
  const known = new Set([...text.matchAll(/\bid: '([\w.-]+)'/g)].map((match) => match[1]));
  const commands = platforms.flatMap((platform) => itemsOn(platform)).filter((item) => item.click);
  expect(commands.map((item) => item.id).filter((id) => !known.has(id))).toEqual([]);
});

test('settings stand in the application menu on a Mac and in the file menu elsewhere', () => {
  expect(menuWithSettings('darwin')).toBe('Galley');
  expect(menuWithSettings('linux')).toBe('&File');
});

function menuWithSettings(platform: NodeJS.Platform): string | undefined {
  const menus = menuTemplate({ platform, appName: 'Galley', forDevelopers: false, run: () => undefined });
  return menus.find((menu) =>
    ((menu.submenu ?? []) as MenuItemConstructorOptions[]).some((item) => item.label === 'Settings…'),
  )?.label;
}
