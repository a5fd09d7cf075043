/** How mustache and Handlebars put a value out: nothing for null, lists with commas; but objects as JSON, for
 *  `[object Object]` is never what was meant. */
export function printed(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const holdsObjects = !Array.isArray(value) || value.some((item) => item !== null && typeof item === 'object');
  return holdsObjects ? JSON.stringify(value) : value.join(',');
}
