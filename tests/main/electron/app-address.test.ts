import { expect, test } from 'vitest';
import { isAppAddress, isAppPage, isExternalLink } from '../../../main/electron/app-address.ts';

test.each(['galley://app/', 'galley://app/assets/x.js', 'GALLEY://app/?a#b'])(
  '%s is a page of Galley’s own',
  (address) => {
    expect(isAppAddress(address)).toBe(true);
  },
);

test.each([
  'galley://other/',
  'galley://app.example/',
  'galley://app:8080/',
  'https://app/',
  'https://galley/app/',
  'file:///app/',
  'about:blank',
  'null',
  '',
])('%s is not a page of Galley’s own', (address) => {
  expect(isAppAddress(address)).toBe(false);
});

test('a call counts only from the page itself, while it is at Galley’s own address', () => {
  const page = { url: 'galley://app/', parent: null };
  expect(isAppPage(page)).toBe(true);
  expect(isAppPage({ url: 'galley://app/', parent: page })).toBe(false);
  expect(isAppPage({ url: 'https://example.com/', parent: null })).toBe(false);
  expect(isAppPage(null)).toBe(false);
});

test('a plain web address may be handed to the system’s browser', () => {
  expect(isExternalLink('https://example.com/path?query#part')).toBe(true);
});

test.each([
  'http://example.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'mailto:someone@example.com',
  'ms-msdt:/id',
  'smb://host/share',
  'https://bank.example@evil.example/',
  'https://user:password@example.com/',
  'not an address',
  `https://example.com/${'a'.repeat(2_000)}`,
])('%s may not be handed to the system', (address) => {
  expect(isExternalLink(address)).toBe(false);
});
