import type { MenuItemConstructorOptions } from 'electron';

type Item = MenuItemConstructorOptions;
export type MenuOptions = {
  platform: NodeJS.Platform;
  appName: string;
  forDevelopers: boolean;
  run: (command: string) => void;
};

/** The menu bar by the platform's conventions. What is Galley's own is a command of the window's, sent by its id: the window
 *  knows whether it makes sense now. Its keys are only shown here; the page acts on them, where a text field may want them
 *  first. */
export function menuTemplate(options: MenuOptions): Item[] {
  const mac = options.platform === 'darwin';
  const menus = [
    fileMenu(options, mac),
    editMenu(options),
    viewMenu(options),
    promptMenu(options),
    windowMenu(options, mac),
    helpMenu(options, mac),
  ];
  // The letter after “&” opens a menu by Alt; a Mac has no such thing.
  for (const menu of menus) if (mac) menu.label = menu.label?.replace('&', '');
  return mac ? [appMenu(options), ...menus] : menus;
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
  const elsewhere: Item[] = [
    separator,
    command('Settings…', 'settings', run, 'CmdOrCtrl+,'),
    separator,
    { role: 'quit' },
  ];
  return {
    label: '&File',
    submenu: [
      command('New Prompt…', 'new-prompt', run, 'CmdOrCtrl+N'),
      separator,
      command('Import…', 'import', run, 'CmdOrCtrl+O'),
      command('Export…', 'export', run, 'CmdOrCtrl+Shift+E'),
      command('Print…', 'prompt.print', run),
      separator,
      command('Close Tab', 'tab.close', run, 'CmdOrCtrl+W'),
      { role: 'close', label: 'Close Window', accelerator: 'CmdOrCtrl+Shift+W' },
      ...(mac ? [] : elsewhere),
    ],
  };
}

function editMenu({ run }: MenuOptions): Item {
  return {
    label: '&Edit',
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
      command('Search Prompts', 'find', run, 'CmdOrCtrl+P'),
      command('Command Palette…', 'palette', run, 'CmdOrCtrl+K'),
    ],
  };
}

function viewMenu({ run, forDevelopers }: MenuOptions): Item {
  const development: Item[] = [separator, { role: 'reload' }, { role: 'toggleDevTools' }];
  return {
    label: '&View',
    submenu: [
      command('Library', 'library', run, 'CmdOrCtrl+1'),
      command('Labels', 'labels', run, 'CmdOrCtrl+2'),
      command('Switch Between Light and Dark', 'toggle-theme', run),
      separator,
      command('Focus Mode', 'prompt.focusMode', run, 'CmdOrCtrl+Shift+O'),
      command('Larger Text', 'text.larger', run, 'CmdOrCtrl+='),
      command('Smaller Text', 'text.smaller', run, 'CmdOrCtrl+-'),
      command('Usual Text Size', 'text.usual', run, 'CmdOrCtrl+0'),
      separator,
      command('Show or Hide the Inspector', 'prompt.inspector', run),
      command('Swap the Two Prompts', 'beside.swap', run),
      command('Close the Prompt Beside', 'beside.close', run),
      separator,
      { role: 'resetZoom', label: 'Usual Window Zoom', accelerator: 'CmdOrCtrl+Alt+0' },
      { role: 'zoomIn', label: 'Zoom Window In', accelerator: 'CmdOrCtrl+Alt+=' },
      { role: 'zoomOut', label: 'Zoom Window Out', accelerator: 'CmdOrCtrl+Alt+-' },
      separator,
      { role: 'togglefullscreen' },
      ...(forDevelopers ? development : []),
    ],
  };
}

function promptMenu({ run }: MenuOptions): Item {
  return {
    label: '&Prompt',
    submenu: [
      command('Compare with Another Prompt…', 'diff.other', run),
      command('Merge Versions…', 'merge.choose', run),
      separator,
      command('Insert Snippet…', 'snippet.insert', run, 'CmdOrCtrl+Shift+S'),
      command('Make Snippet from Selection…', 'snippet.extract', run),
      command('Show Impact…', 'snippet.impact', run),
      separator,
      command('Next Problem', 'problem.next', run, 'F8'),
      command('Previous Problem', 'problem.previous', run, 'Shift+F8'),
      separator,
      command('Edit', 'prompt.edit', run, 'Alt+1'),
      command('History', 'prompt.history', run, 'Alt+2'),
      command('Labels of This Prompt', 'prompt.labels', run, 'Alt+3'),
      command('Used By', 'prompt.usedBy', run, 'Alt+4'),
      separator,
      command('Star', 'prompt.star', run, 'CmdOrCtrl+Alt+S'),
      command('Open Beside', 'prompt.beside', run, 'CmdOrCtrl+\\'),
    ],
  };
}

function windowMenu({ run }: MenuOptions, mac: boolean): Item {
  return {
    label: '&Window',
    role: 'window',
    submenu: [
      { role: 'minimize' },
      ...(mac ? ([{ role: 'zoom' }] as Item[]) : []),
      separator,
      command('Next Tab', 'tab.next', run, 'Ctrl+Tab'),
      command('Previous Tab', 'tab.previous', run, 'Ctrl+Shift+Tab'),
      ...(mac ? ([separator, { role: 'front' }] as Item[]) : []),
    ],
  };
}

function helpMenu({ run }: MenuOptions, mac: boolean): Item {
  return {
    label: '&Help',
    role: 'help',
    submenu: [command('Keyboard Shortcuts', 'shortcuts', run), ...(mac ? [] : [separator, { role: 'about' } as Item])],
  };
}

const separator: Item = { type: 'separator' };

function command(label: string, id: string, run: MenuOptions['run'], accelerator?: string): Item {
  return { id, label, accelerator, registerAccelerator: false, click: () => run(id) };
}
