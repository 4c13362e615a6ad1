import pg from 'pg';
import type { Instant } from '#base/time';

/**
 * How values come out of the database, everywhere:
 * - int8 (also counts and sums of int4): number; an error beyond 2^53, where a number would be wrong in silence
 * - numeric (also sums of int8): string, exactly as PostgreSQL writes it
 * - date: 'YYYY-MM-DD', a civil date without a zone
 * - timestamptz: `Instant`, milliseconds since 1970; microseconds are cut off, so never page by it
 * - json and jsonb: parsed
 * and arrays of these alike. Into the database an instant goes as `toRfc3339(instant)`.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) ||
    pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

/** The numbers PostgreSQL's catalogue gives these types: the type itself and its array. */
const oids = {
  int8: [20, 1016],
  numeric: [1700, 1231],
  date: [1082, 1182],
  timestamptz: [1184, 1185],
} as const;

const parsers = new Map<number, (text: string) => unknown>([
  ...both(oids.int8, parseInt8),
  ...both(oids.numeric, (text) => text),
  ...both(oids.date, (text) => text),
  ...both(oids.timestamptz, parseInstant),
]);

function both([single, array]: readonly [number, number], parse: (text: string) => unknown) {
  const parseArray = (text: string) => mapNested(parseTextArray(text), parse);
  return [
    [single, parse],
    [array, parseArray],
  ] as const;
}

type Nested<T> = (T | null | Nested<T>)[];

/** An array of any depth as PostgreSQL writes it, its members still text. */
const parseTextArray: (text: string) => Nested<string> = pg.types.getTypeParser(
  1009 as Parameters<typeof pg.types.getTypeParser>[0],
  'text',
);

function mapNested<T>(members: Nested<string>, parse: (text: string) => T): Nested<T> {
  return members.map((member) =>
    Array.isArray(member) ? mapNested(member, parse) : member === null ? null : parse(member),
  );
}

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`int8 ${text} is beyond 2^53; select it as text`);
  }
  return value;
}

/** Sessions run in UTC, so the text is `2026-01-02 03:04:05.678901+00`; years before 1 AD are not used here. */
function parseInstant(text: string): Instant {
  if (text === 'infinity') return Number.POSITIVE_INFINITY;
  if (text === '-infinity') return Number.NEGATIVE_INFINITY;
  const instant = Date.parse(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
  if (Number.isNaN(instant))
    throw new RangeError(`timestamptz ${text} cannot be read; is the session in UTC?`);
  return instant;
}
