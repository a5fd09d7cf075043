import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** Expects that axe finds nothing in the window as it stands, by the rules of WCAG 2.2 A and AA.
 *  Nothing is left out of what it looks at. `where` heads the message of a failure; the spec goes on, so
 *  that one run tells of every place. */
export async function passesAxe(page: Page, where = 'the window'): Promise<void> {
  await page.bringToFront(); // a page behind another paints no hover and no focus
  let found = await violationsIn(page);
  // A window that changed while axe was reading it was read half in one state and half in the other.
  if (found.length > 0) found = await violationsIn(page);
  expect.soft(found, `what axe finds in ${where}`).toEqual([]);
}

async function violationsIn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id} (${help}): ${target.join(' ')}: ${html.slice(0, 300)}`),
  );
}

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
