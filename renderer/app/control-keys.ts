/** Keys that belong to a control that has the focus rather than to a command, for the sheet of shortcuts. */
export const CONTROL_KEYS: readonly { group: string; lines: readonly { title: string; keys: readonly string[] }[] }[] =
  [
    {
      group: 'In the list of prompts',
      lines: [
        { title: 'Move', keys: ['ArrowUp', 'ArrowDown'] },
        { title: 'Open or close a folder', keys: ['ArrowRight', 'ArrowLeft'] },
        { title: 'Open', keys: ['Enter'] },
        { title: 'Look at without keeping the tab', keys: [' '] },
        { title: 'Choose several', keys: ['Shift+ArrowDown', 'Mod+ '] },
        { title: 'Choose all', keys: ['Mod+A'] },
        { title: 'Find by its first letters', keys: ['A … Z'] },
      ],
    },
    {
      group: 'In the tabs',
      lines: [
        { title: 'Next or previous tab', keys: ['ArrowRight', 'ArrowLeft'] },
        { title: 'Close the tab', keys: ['Delete'] },
      ],
    },
    {
      group: 'In the text of a message',
      lines: [
        { title: 'Complete what is typed', keys: ['Ctrl+ '] },
        { title: 'Take the completion', keys: ['Enter'] },
        { title: 'Next or previous place to fill in', keys: ['Tab', 'Shift+Tab'] },
        { title: 'Move the line', keys: ['Alt+ArrowUp', 'Alt+ArrowDown'] },
        { title: 'Copy the line', keys: ['Alt+Shift+ArrowUp', 'Alt+Shift+ArrowDown'] },
        { title: 'Delete the line', keys: ['Mod+Shift+K'] },
        { title: 'Indent more or less', keys: ['Mod+]', 'Mod+['] },
        { title: 'Go to a line', keys: ['Mod+Alt+G'] },
        { title: 'Select the next that reads the same', keys: ['Mod+D'] },
      ],
    },
    {
      group: 'While finding in the prompt',
      lines: [
        { title: 'Next or previous place', keys: ['F3', 'Shift+F3'] },
        { title: 'The same, from the text', keys: ['Mod+G', 'Mod+Shift+G'] },
        { title: 'The same, from the field', keys: ['Enter', 'Shift+Enter'] },
        { title: 'Close', keys: ['Escape'] },
      ],
    },
    {
      group: 'On the grip of a message',
      lines: [{ title: 'Move the message', keys: ['ArrowUp', 'ArrowDown'] }],
    },
    {
      group: 'In the list of versions',
      lines: [
        { title: 'Show the next or previous', keys: ['ArrowDown', 'ArrowUp'] },
        { title: 'Compare over several', keys: ['Shift+ArrowDown', 'Shift+ArrowUp'] },
        { title: 'Newest or oldest', keys: ['Home', 'End'] },
      ],
    },
    {
      group: 'In a comparison',
      lines: [{ title: 'Take the change one has gone to', keys: ['Enter'] }],
    },
    {
      group: 'In the matrix of labels',
      lines: [
        { title: 'Move', keys: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] },
        { title: 'To the end of a row or column', keys: ['Mod+ArrowRight', 'Mod+ArrowDown'] },
        { title: 'About the label; sort, in the head', keys: ['Enter'] },
        { title: 'Choose the prompt', keys: [' '] },
        { title: 'Choose several', keys: ['Shift+ArrowDown', 'Shift+ '] },
        { title: 'Choose all or none', keys: ['Mod+A', 'Escape'] },
      ],
    },
    {
      group: 'In a dialog',
      lines: [
        { title: 'Do it, from a message or a reason', keys: ['Mod+Enter'] },
        { title: 'Close', keys: ['Escape'] },
      ],
    },
  ];
