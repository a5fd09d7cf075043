import type { Json } from '../canonical-json.ts';
import type { Variable } from '../content.ts';
import type { Values } from './template-language.ts';

/** The values as templates look them up: a value given for `user.name` is found as `name` within `user`, and a variable's
 *  default stands where no value was given. The caller's own values are left as they are. */
export function nestedValues(values: Values, variables: readonly Variable[] = []): Values {
  const nested: Values = {};
  // Whole objects first, so that what is given for one of their names is put into them.
  for (const [name, value] of Object.entries(values)) if (!name.includes('.')) define(nested, name, value);
  for (const [name, value] of Object.entries(values)) {
    if (name.includes('.') && !setPath(nested, name, value)) define(nested, name, value);
  }
  for (const variable of variables) {
    if (variable.default !== undefined && valueAt(nested, variable.name) === undefined) {
      setPath(nested, variable.name, variable.default);
    }
  }
  return nested;
}

/** The value of `user.name`; undefined where there is none. */
export function valueAt(values: Values, name: string): Json | undefined {
  let value: Json | undefined = values;
  for (const part of name.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, part)) return undefined;
    value = value[part];
  }
  return value;
}

/** Sets `user.name` in `values`, copying what lies on the way. False where something on the way is no object. */
export function setPath(values: Values, name: string, value: Json): boolean {
  const parts = name.split('.');
  if (parts.includes('')) return false;
  let object = values;
  for (const part of parts.slice(0, -1)) {
    const inner: Json | undefined = Object.hasOwn(object, part) ? object[part] : {};
    if (!isObject(inner)) return false;
    const copy = { ...inner };
    define(object, part, copy);
    object = copy;
  }
  define(object, parts.at(-1)!, value);
  return true;
}

function isObject(value: Json | undefined): value is Values {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** An own property whatever its name: plain assignment to `__proto__` would be something else. */
function define(object: Values, name: string, value: Json): void {
  Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
}
