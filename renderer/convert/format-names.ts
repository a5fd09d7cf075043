import type { TemplateFormat } from '../../shared/content.ts';

export const FORMAT_NAMES: Record<TemplateFormat, string> = {
  liquid: 'Liquid',
  mustache: 'Mustache',
  'f-string': 'f-string',
  jinja2: 'Jinja2',
  handlebars: 'Handlebars',
  text: 'Plain text',
};

export const FORMAT_HINTS: Record<TemplateFormat, string> = {
  liquid: '{{ name }}, {% if … %}',
  mustache: '{{name}}, {{#list}}',
  'f-string': '{name}',
  jinja2: '{{ name }}, {% if … %}',
  handlebars: '{{name}}, {{#if …}}',
  text: 'no variables',
};
