import type { MenuItemConstructorOptions } from 'electron';

type Item = MenuItemConstructorOptions;
export type MenuOptions = {
  platform: NodeJS.Platform;
  appName: string;
  forDevelopers: boolean;
  run: (command: string) => void;
};

/** The menu bar by the platform's conventions. What is Galley's own is a command of the renderer's, sent by its id: the
 *  window knows whether it makes sense now. The keys are shown here and acted on there, where a text field may want them. */
export function menuTemplate(options: MenuOptions): Item[] {
  const mac = options.platform === 'darwin';
  return [
    ...(mac ? [appMenu(options)] : []),
    fileMenu(options, mac),
    editMenu(options, mac),
    viewMenu(options),
    { role: 'windowMenu' },
    ...(mac ? [] : [helpMenu()]),
  ];
}

function appMenu({ appName, run }: MenuOptions): Item {
  return {
    label: appName,
    submenu: [
      { role: 'about' },
      separator,
      command('Settings…', 'settings', run, 'CmdOrCtrl+,'),
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
}

function fileMenu({ run }: MenuOptions, mac: boolean): Item {
  return {
    label: mac ? 'File' : '&File',
    submenu: [
      command('New Prompt…', 'new-prompt', run, 'CmdOrCtrl+N'),
      command('Commit…', 'commit', run, 'CmdOrCtrl+Enter'),
      separator,
      command('Import…', 'import', run),
      command('Export…', 'export', run),
      separator,
      ...(mac
        ? ([{ role: 'close' }] as Item[])
        : [command('Settings…', 'settings', run, 'CmdOrCtrl+,'), separator, { role: 'quit' } as Item]),
    ],
  };
}

function editMenu({ run }: MenuOptions, mac: boolean): Item {
  return {
    label: mac ? 'Edit' : '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'delete' },
      { role: 'selectAll' },
      separator,
      command('Find a Prompt…', 'find', run, 'CmdOrCtrl+P'),
      command('Command Palette…', 'palette', run, 'CmdOrCtrl+K'),
    ],
  };
}

function viewMenu({ run, platform, forDevelopers }: MenuOptions): Item {
  return {
    label: platform === 'darwin' ? 'View' : '&View',
    submenu: [
      command('Switch Between Light and Dark', 'toggle-theme', run),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(forDevelopers ? ([separator, { role: 'reload' }, { role: 'toggleDevTools' }] as Item[]) : []),
    ],
  };
}

function helpMenu(): Item {
  return { label: '&Help', submenu: [{ role: 'about' }] };
}

const separator: Item = { type: 'separator' };

function command(label: string, id: string, run: (command: string) => void, accelerator?: string): Item {
  return { id, label, accelerator, registerAccelerator: false, click: () => run(id) };
}
