import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readXml, textIn, type XmlElement } from '../../../../main/sync/remotes/xml.ts';

test('whatever text is written into an element is read back', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
      const entries = texts.map((text) => `<Key a="1" b='2'>${escaped(text)}</Key>`);
      const read = readXml(
        `<?xml version="1.0"?>\n<!-- a < b -->\n<List xmlns="x">${entries.join('')}<Empty/></List>\n`,
      );
      expect(read?.children.map(({ text }) => text)).toEqual([...texts, '']);
    }),
  );
});

test('anything at all is read or refused, and never half', () => {
  const token = fc.constantFrom(
    '<a>',
    '</a>',
    '<b/>',
    '</b>',
    'x',
    '&amp;',
    '&#65;',
    '&',
    '<',
    '>',
    '"',
    '<?x?>',
    '<!--',
    '-->',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(token).map((tokens) => tokens.join('')),
      ),
      (text) => {
        const read = readXml(text);
        if (read !== null) expect(readXml(printed(read))).toEqual(read);
      },
    ),
  );
});

test('what is no document, or not all of one, is null', () => {
  for (const text of [
    '',
    'plain',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a/>x',
    '<a>&nbsp;</a>',
    '<a>&#x110000;</a>',
    '<a>1 & 2</a>',
    '<a b=c/>',
    '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>',
    '<a><![CDATA[x]]></a>',
    '<html><br><p>Log in</html>',
  ])
    expect(readXml(text), text).toBeNull();
});

test('the text of an element is found by its name', () => {
  const read = readXml('<Error><Code>NoSuchKey</Code><Message>&lt;&#65;&#x42;&gt;</Message></Error>')!;
  expect([textIn(read, 'Code'), textIn(read, 'Message'), textIn(read, 'Key')]).toEqual(['NoSuchKey', '<AB>', null]);
});

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function printed({ name, text, children }: XmlElement): string {
  return `<${name}>${escaped(text)}${children.map(printed).join('')}</${name}>`;
}
