import { basename } from 'node:path';
import type { Json } from '../../shared/canonical-json.ts';
import type { Variable } from '../../shared/content.ts';
import { Refused } from '../../shared/reply.ts';
import { parseJson } from '../interchange/plain-json.ts';
import { openSource } from '../interchange/source-file.ts';
import { parseYaml } from '../interchange/yaml.ts';

type Values = Record<string, Json>;

/** `NAME=VALUE` as typed, by name; of two values for one name the last counts. Throws `Refused('usage')`. */
export function readAssignments(given: string[]): Map<string, string> {
  return new Map(
    given.map((one) => {
      const equals = one.indexOf('=');
      if (equals < 1) throw new Refused('usage', `A value is given as NAME=VALUE, not as “${one}”.`);
      return [one.slice(0, equals), one.slice(equals + 1)];
    }),
  );
}

/** The values of a `--vars` file, with the typed ones over them. What is typed is text, unless the variable is declared to
 *  be something else. Throws `Refused('bad-value')`, and what reading a file refuses. */
export function readValues(typed: Map<string, string>, file: string | undefined, variables: Variable[]): Values {
  const values = new Map<string, Json>(file === undefined ? [] : Object.entries(readFile(file)));
  for (const [name, text] of typed) {
    const type = variables.find((variable) => variable.name === name)?.type ?? 'string';
    values.set(name, readTyped(name, text, type));
  }
  return Object.fromEntries(values);
}

function readFile(path: string): Values {
  const source = openSource(path, basename(path));
  const isJson = path.toLowerCase().endsWith('.json');
  const value = isJson ? parseJson(source.text(), source.path) : parseYaml(source.text(), source.path);
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    throw new Refused('bad-value', `${source.path} does not hold values by name: it should be an object.`);
  return value as Values;
}

function readTyped(name: string, text: string, type: Variable['type']): Json {
  if (type === 'string') return text;
  const value = jsonOrUndefined(text);
  const fits = {
    number: typeof value === 'number',
    boolean: typeof value === 'boolean',
    list: Array.isArray(value),
    json: value !== undefined,
  };
  if (fits[type]) return value as Json;
  throw new Refused('bad-value', `The variable “${name}” takes ${asked[type]}, not “${text}”.`);
}

const asked = {
  number: 'a number such as 3 or 0.5',
  boolean: 'true or false',
  list: 'a list in JSON such as ["a", "b"]',
  json: 'a value in JSON',
};

function jsonOrUndefined(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined; // the caller says what was asked for
  }
}
