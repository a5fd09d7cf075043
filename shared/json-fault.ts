/** How many characters of a text that is not JSON could still begin one: its length where only the end is missing. The
 *  engine does not always tell where it stopped, so the longest such beginning is looked for. */
export function jsonFault(text: string): number {
  let good = 0;
  let bad = text.length + 1;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (couldGoOn(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

function couldGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const { message } = error as SyntaxError;
    const at = /position (\d+)/.exec(message)?.[1];
    return /end of JSON|Unterminated/.test(message) || (at !== undefined && Number(at) >= beginning.length);
  }
}
