import { EventEmitter } from 'node:events';

/** What belongs to the desktop around the app. Nothing is drawn and nothing is opened: a test replaces what it wants to
 *  watch, as it must under Electron too, where a dialog would wait for a person. */
export const WORK_AREA = { x: 0, y: 0, width: 1440, height: 900 };
const display = { id: 1, scaleFactor: 1, bounds: WORK_AREA, workArea: WORK_AREA };

export const screen = { getPrimaryDisplay: () => display, getAllDisplays: () => [display] };

export const shell = { openExternal: async (_url: string): Promise<void> => {} };

export const dialog = {
  async showMessageBox(...args: unknown[]): Promise<{ response: number; checkboxChecked: boolean }> {
    const { message, cancelId = 0 } = args.at(-1) as { message: string; cancelId?: number };
    process.stderr.write(`Message box: ${message}\n`);
    return { response: cancelId, checkboxChecked: false };
  },
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`${title}: ${content}\n`);
  },
};

type Theme = 'system' | 'light' | 'dark';

class NativeTheme extends EventEmitter {
  private source: Theme = 'system';

  get themeSource(): Theme {
    return this.source;
  }

  set themeSource(source: Theme) {
    this.source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'dark';
  }
}
export const nativeTheme = new NativeTheme();

type Item = { id?: string; label?: string; role?: string; submenu?: Item[] | Menu; click?: () => void };

export class Menu {
  private static current: Menu | null = null;
  readonly items: Item[];

  constructor(items: Item[] = []) {
    this.items = items;
  }

  static buildFromTemplate(template: Item[]): Menu {
    return new Menu(
      template.map((item) =>
        Array.isArray(item.submenu) ? { ...item, submenu: Menu.buildFromTemplate(item.submenu) } : { ...item },
      ),
    );
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.current = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.current;
  }

  getMenuItemById(id: string): Item | null {
    for (const item of this.items) {
      if (item.id === id) return item;
      const found = item.submenu instanceof Menu ? item.submenu.getMenuItemById(id) : null;
      if (found) return found;
    }
    return null;
  }
}
