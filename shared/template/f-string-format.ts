/** Python's format specifications, for what can be done exactly
 *  (https://docs.python.org/3/library/string.html#format-specification-mini-language). */
type Spec = {
  fill: string;
  align: string;
  sign: string;
  zero: boolean;
  width: number;
  grouping: string;
  precision: number | null;
  type: string;
};

const SPEC = /^(?:([\s\S])?([<>=^]))?([+\- ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([a-zA-Z%])?$/u;
const MAX_WIDTH = 10_000;

/** Why `format` cannot be followed, as a sentence; null when it can. */
export function formatProblem(format: string): string | null {
  if (/[{}]/.test(format)) return 'A field cannot stand within the format of another.';
  const found = SPEC.exec(format);
  if (!found) return `“${format}” is not a format Galley knows: it can align, pad and round.`;
  const [, , , , negativeZero, alternate, zero, width, grouping, precision, type] = found;
  if (negativeZero || alternate) return `Galley cannot follow the format “${format}”: z and # are not known to it.`;
  if (type !== undefined && !'sdf%'.includes(type)) {
    return `Galley cannot follow the format “${format}”: of the types it knows s, d, f and %.`;
  }
  if (grouping && type === 's') return `Galley cannot follow the format “${format}”: text has no thousands.`;
  if (grouping && zero) return `Galley cannot follow the format “${format}”: zeros and thousands do not go together.`;
  if (Number(width ?? 0) > MAX_WIDTH || Number(precision ?? 0) > 100)
    return `“${format}” is wider than a prompt needs.`;
  return null;
}

/** Throws `TypeError` with a sentence where the value and the format do not go together. */
export function formatted(value: unknown, conversion: string, format: string): string {
  const converted =
    conversion === '' ? value : conversion === 's' ? pythonText(value) : representation(value, conversion);
  if (format === '') return pythonText(converted);
  const spec = read(format);
  if (typeof converted === 'number') return formatNumber(converted, spec, format);
  if (typeof converted === 'boolean') return formatNumber(converted ? 1 : 0, spec, format);
  if (typeof converted === 'string') return formatText(converted, spec, format);
  throw new TypeError(`Only text and numbers take a format such as “${format}”.`);
}

function read(format: string): Spec {
  const [, fill, align, sign, , , zero, width, grouping, precision, type] = SPEC.exec(format)!;
  return {
    fill: fill ?? (zero ? '0' : ' '),
    align: align ?? '',
    sign: sign ?? '',
    zero: zero !== undefined,
    width: Number(width ?? 0),
    grouping: grouping ?? '',
    precision: precision === undefined ? null : Number(precision),
    type: type ?? '',
  };
}

function formatText(text: string, spec: Spec, format: string): string {
  const isText = spec.type === '' || spec.type === 's';
  if (!isText || spec.grouping || spec.sign || spec.align === '=') {
    throw new TypeError(`The format “${format}” is for numbers, and this value is text.`);
  }
  return padded(spec.precision === null ? text : Array.from(text).slice(0, spec.precision).join(''), '', spec, '<');
}

function formatNumber(value: number, spec: Spec, format: string): string {
  if (spec.type === 's') throw new TypeError(`The format “${format}” is for text, and this value is a number.`);
  const sign = value < 0 ? '-' : spec.sign === '-' ? '' : spec.sign;
  const digits = grouped(digitsOf(Math.abs(value), spec, format), spec.grouping);
  return padded(digits, sign, spec, spec.zero ? '=' : '>');
}

function digitsOf(value: number, spec: Spec, format: string): string {
  if (spec.type === 'f') return fixed(value, spec.precision ?? 6);
  if (spec.type === '%') return `${fixed(value * 100, spec.precision ?? 6)}%`;
  if (spec.precision !== null) throw new TypeError(`To round a number, end the format with f: “${format}f”.`);
  if (spec.type === 'd' && !Number.isInteger(value))
    throw new TypeError(`The format “${format}” is for whole numbers.`);
  return numberText(value);
}

/** Python and `toFixed` both round the exact binary value; but a half that is exact in binary Python rounds to the even
 *  digit, `toFixed` upwards. A double's exact decimal digits are what `toFixed(100)` prints. */
function fixed(value: number, precision: number): string {
  if (value >= 1e21) return BigInt(value).toString() + (precision > 0 ? `.${'0'.repeat(precision)}` : '');
  // oxlint-disable-next-line number-arg-out-of-range -- 100 is the limit since ES2018
  const exact = value.toFixed(100);
  const cut = exact.indexOf('.') + 1 + precision;
  const kept = exact.slice(0, cut).replace(/\.$/, '');
  const isHalf = /^50*$/.test(exact.slice(cut));
  return isHalf && Number(kept.at(-1)) % 2 === 0 ? kept : value.toFixed(precision);
}

function grouped(digits: string, separator: string): string {
  if (separator === '') return digits;
  const [whole = '', ...rest] = digits.split(/(?=[.%e])/);
  return whole.replaceAll(/\B(?=(\d{3})+$)/g, separator) + rest.join('');
}

function padded(body: string, sign: string, spec: Spec, usual: '<' | '>' | '='): string {
  const missing = Math.max(spec.width - Array.from(body).length - sign.length, 0);
  const align = spec.align || usual;
  if (align === '=') return sign + spec.fill.repeat(missing) + body;
  const left = align === '<' ? 0 : align === '>' ? missing : Math.floor(missing / 2);
  return spec.fill.repeat(left) + sign + body + spec.fill.repeat(missing - left);
}

/** Python's `str()` of what JSON can hold. */
export function pythonText(value: unknown): string {
  return typeof value === 'string' ? value : representation(value, 'r');
}

/** Python's `repr()`, or `ascii()` for the conversion `a`. */
function representation(value: unknown, conversion: string): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string') return quoted(value, conversion === 'a');
  if (Array.isArray(value)) return `[${value.map((item) => representation(item, conversion)).join(', ')}]`;
  const members = Object.entries(value).map(
    ([key, member]) => `${representation(key, conversion)}: ${representation(member, conversion)}`,
  );
  return `{${members.join(', ')}}`;
}

/** JSON does not tell 1 from 1.0, so whole numbers are taken for Python's integers. */
function numberText(value: number): string {
  if (Number.isInteger(value)) return BigInt(value).toString();
  const text = String(value);
  const found = /^(.*)e([+-])(\d)$/.exec(text);
  return found ? `${found[1]}e${found[2]}0${found[3]}` : smallNumber(value, text);
}

// Python turns to exponents below 0.0001, JavaScript below 0.000001.
function smallNumber(value: number, text: string): string {
  if (Math.abs(value) >= 1e-4 || text.includes('e')) return text;
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quoted(text: string, asciiOnly: boolean): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  let body = '';
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (ESCAPES[character]) body += ESCAPES[character];
    else if (character === quote) body += `\\${quote}`;
    else if (isPrintable(character) && !(asciiOnly && code > 126)) body += character;
    else body += escaped(code);
  }
  return quote + body + quote;
}

/** As `str.isprintable` has it: no separators but the space, and nothing of Unicode's "other". */
function isPrintable(character: string): boolean {
  return character === ' ' || !/^[\p{C}\p{Z}]$/u.test(character);
}

function escaped(code: number): string {
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
