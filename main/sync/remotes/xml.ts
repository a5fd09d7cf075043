/** An element of XML as S3 speaks it: either text or elements in it. Attributes (`xmlns`) are passed over. */
export type XmlElement = { name: string; text: string; children: XmlElement[] };

const TOKEN =
  /<\?[^>]*\?>|<!--[\s\S]*?-->|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads a document, or null where it is not one, whole to the end. No document types and so no entities but the five of XML. */
export function readXml(text: string): XmlElement | null {
  const root: XmlElement = { name: '', text: '', children: [] };
  const open = [root];
  TOKEN.lastIndex = 0;
  const source = text.replace(/^\uFEFF/, '');
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(source);
    if (token === null) return null;
    const [, closes, name, , isEmpty, words] = token;
    if (words !== undefined) {
      const read = unescaped(words);
      if (read === null) return null;
      open.at(-1)!.text += read;
    } else if (closes === '/') {
      if (open.length < 2 || open.pop()!.name !== name) return null;
    } else if (name !== undefined) {
      const element: XmlElement = { name, text: '', children: [] };
      open.at(-1)!.children.push(element);
      if (isEmpty !== '/') open.push(element);
    }
  }
  return open.length === 1 && root.children.length === 1 && root.text.trim() === '' ? root.children[0]! : null;
}

/** The text of the first element `name` in `element`, or null. */
export function textIn(element: XmlElement, name: string): string | null {
  return element.children.find((child) => child.name === name)?.text ?? null;
}

function unescaped(words: string): string | null {
  let isWrong = false;
  const read = words.replace(
    /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));|&/g,
    (_, decimal?: string, hex?: string, name?: string) => {
      const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? Number.parseInt(hex, 16) : null;
      const character =
        code === null ? ENTITIES[name ?? ''] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
      isWrong ||= character === undefined;
      return character ?? '';
    },
  );
  return isWrong ? null : read;
}
