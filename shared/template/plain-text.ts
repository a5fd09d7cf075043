import type { TemplateLanguage } from './template-language.ts';

/** Text that is sent as it stands: braces are braces, and nothing is a variable. */
export const plainText: TemplateLanguage = {
  check: () => ({ variables: [], references: [], problems: [] }),
  render: (text) => text,
};
