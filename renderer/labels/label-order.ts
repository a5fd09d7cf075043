/** `production`, then `staging`, then the others by name. */
export function productionFirst(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || a.localeCompare(b, 'en');
}

function rankOf(label: string): number {
  return ['production', 'staging'].indexOf(label) + 1 || 3;
}
