type Properties = { class?: string | undefined; text?: string; title?: string; run?: (event: MouseEvent) => void } & {
  attributes?: Record<string, string>;
};

/** An element for a part of the page that an editor owns, where no component stands. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: (Node | null)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (properties.class !== undefined) made.className = properties.class;
  if (properties.text !== undefined) made.textContent = properties.text;
  if (properties.title !== undefined) made.title = properties.title;
  for (const [name, value] of Object.entries(properties.attributes ?? {})) made.setAttribute(name, value);
  const { run } = properties;
  if (run) made.addEventListener('click', (event) => run(event as MouseEvent));
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A button; `type` keeps it from sending a form. */
export function buttonElement(properties: Properties): HTMLButtonElement {
  const made = element('button', properties);
  made.type = 'button';
  return made;
}
