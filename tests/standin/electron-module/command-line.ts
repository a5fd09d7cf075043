/** Electron's command line: switches stand anywhere, whatever the order. */
const switches = new Map<string, string>();
for (const argument of process.argv.slice(1)) {
  const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
  if (match) switches.set(match[1]!, match[2] ?? '');
}
const appended = new Map<string, string>();

export const commandLine = {
  hasSwitch: (name: string) => switches.has(name) || appended.has(name),
  getSwitchValue: (name: string) => appended.get(name) ?? switches.get(name) ?? '',
  appendSwitch: (name: string, value = '') => void appended.set(name, value),
};

/** What Chromium is started with: what the app, or Playwright's loader in its place, has appended. */
export function chromiumSwitches(): string[] {
  return [...appended].map(([name, value]) => (value === '' ? `--${name}` : `--${name}=${value}`));
}
