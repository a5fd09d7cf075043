/** `Inputs 3` where there are two: a name that no set has. */
export function nextSetName(taken: readonly string[]): string {
  const names = new Set(taken.map((name) => name.toLowerCase()));
  let number = taken.length + 1;
  while (names.has(`inputs ${number}`)) number++;
  return `Inputs ${number}`;
}
