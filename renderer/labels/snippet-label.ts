/** Whether a reference such as `tone/formal@staging` follows that label; a name alone follows `production`. */
export function isAskedForBy(target: string, label: string): boolean {
  const at = target.lastIndexOf('@'); // no name holds one
  return (at < 0 ? 'production' : target.slice(at + 1)) === label;
}
