import { type CivilTime, parseIso } from './civil-time.ts';

export const xesTypes = ['string', 'date', 'int', 'float', 'boolean', 'id', 'list', 'container'] as const;
export type XesType = (typeof xesTypes)[number];

/** An attribute of a log, trace or event (IEEE 1849 clause 4.2), nested ones kept. */
export interface XesAttribute {
  key: string;
  type: XesType;
  line: number;
  /** The value as the file writes it; empty for lists and containers. */
  text: string;
  /** Its value by type; an int beyond 2^53 is a bigint, a date a civil time. */
  value: string | number | bigint | boolean | CivilTime | undefined;
  /** Of a date. */
  time?: CivilTime;
  /** Attributes on this one; for a container its content. */
  nested?: XesAttribute[];
  /** Content of a list. */
  values?: XesAttribute[];
}

const known: ReadonlySet<string> = new Set(xesTypes);

export function isXesType(name: string): name is XesType {
  return known.has(name);
}

/** What a value of this type looks like, for the report. */
export const expectedOf: Record<XesType, string> = {
  string: 'a text',
  date: 'a date and time like 2011-10-11T13:42:22.688+02:00',
  int: 'a whole number',
  float: 'a number',
  boolean: 'true or false',
  id: 'a UUID',
  list: 'attributes',
  container: 'attributes',
};

/** The typed value of a text, undefined when it does not fit (XML Schema lexical forms). */
export function valueOf(type: XesType, text: string): XesAttribute['value'] {
  switch (type) {
    case 'date':
      return parseIso(text.trim());
    case 'int':
      return wholeNumber(text.trim());
    case 'float':
      return float(text.trim());
    case 'boolean':
      return { true: true, '1': true, false: false, '0': false }[text.trim()];
    default:
      return text;
  }
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function wholeNumber(text: string): number | bigint | undefined {
  if (!/^[+-]?\d{1,30}$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text.replace('+', ''));
}

function float(text: string): number | undefined {
  if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return Number(text);
  return { INF: Infinity, '+INF': Infinity, '-INF': -Infinity, NaN: Number.NaN }[text];
}
