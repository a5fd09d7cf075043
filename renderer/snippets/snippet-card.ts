import { ROLE_NAMES } from '../../shared/content.ts';
import { versionWord } from '../../shared/version-word.ts';
import { element } from '../editor/elements.ts';
import { printShortcut } from '../state/shortcut.ts';
import { exactTime, relativeTime } from '../ui/time-text.ts';
import { type ResolvedSnippet, resolveSnippet } from './resolved-snippets.ts';
import styles from './snippet-card.module.css';

/** Characters of a snippet that a card shows. */
const MOST_SHOWN = 4_000;

/** What a reference means: which version of what, by whom and since when, its text, and what it asks for. It is filled in
 *  when the host has answered; `grown` is called then. */
export function snippetCard(target: string, grown: () => void): HTMLElement {
  const card = element('section', { class: styles.card, attributes: { 'aria-label': `Snippet ${target}` } });
  card.append(element('p', { class: styles.quiet, text: target }));
  void fill(card, target, grown);
  return card;
}

async function fill(card: HTMLElement, target: string, grown: () => void): Promise<void> {
  const reply = await resolveSnippet(target);
  const said = reply.ok
    ? parts(target, reply.value)
    : [element('p', { class: styles.wrong, text: reply.error.message })];
  card.replaceChildren(...said);
  grown();
}

function parts(target: string, { name, version, variables }: ResolvedSnippet): HTMLElement[] {
  const asked = target.includes('@') ? target.slice(target.indexOf('@') + 1) : 'production';
  const labels = /^v\d+$/.test(asked) ? '' : ` · ${asked}`;
  const head = element(
    'header',
    { class: styles.head },
    element('b', { text: name }),
    element('span', { class: styles.version, text: `${versionWord(version.number)}${labels}` }),
  );
  const by = element(
    'p',
    { class: styles.quiet },
    element('span', { text: `${version.author}, ` }),
    element('time', {
      text: relativeTime(version.committedAt, Math.max(Date.now(), version.committedAt)),
      title: exactTime(version.committedAt),
    }),
    version.message === '' ? null : element('span', { text: ` · ${version.message}` }),
  );
  const said = variables.map(({ name: each, required }) => (required ? each : `${each} (has a default)`));
  const asks = said.length === 0 ? 'It asks for nothing.' : `It asks for ${said.join(', ')}.`;
  const how = `${printShortcut('Mod+click')} or F12 opens it.`;
  return [head, by, text(version.content.messages), element('p', { class: styles.quiet, text: `${asks} ${how}` })];
}

function text(messages: ResolvedSnippet['version']['content']['messages']): HTMLElement {
  const whole = messages
    .map(({ role, text: each }) => (messages.length === 1 ? each : `${ROLE_NAMES[role]}\n${each}`))
    .join('\n\n');
  const shown = whole.length > MOST_SHOWN ? `${whole.slice(0, MOST_SHOWN)}…` : whole;
  return element('pre', { class: styles.text, text: shown, attributes: { tabindex: '0' } });
}
