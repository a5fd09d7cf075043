import type { TemplateFormat } from '../content.ts';
import { fString } from './f-string.ts';
import { handlebars } from './handlebars.ts';
import { jinja2 } from './jinja2.ts';
import { liquid } from './liquid.ts';
import { mustache } from './mustache.ts';
import { plainText } from './plain-text.ts';
import type { TemplateLanguage } from './template-language.ts';

export const languages: Readonly<Record<TemplateFormat, TemplateLanguage>> = {
  liquid,
  mustache,
  'f-string': fString,
  jinja2,
  handlebars,
  text: plainText,
};
