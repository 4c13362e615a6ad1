import type { Instant } from '#base/time';

/**
 * Encodes columns of a batch as PostgreSQL binary arrays (one parameter a column, `unnest` makes rows of them).
 * node-postgres sends a Buffer parameter in binary format; text arrays would be parsed element by element on the server.
 * Format: PostgreSQL source, src/backend/utils/adt/arrayfuncs.c (array_recv).
 */
const oid = {
  bool: 16,
  bytea: 17,
  int8: 20,
  int2: 21,
  int4: 23,
  text: 25,
  json: 114,
  date: 1082,
  timestamptz: 1184,
} as const;

const header = 20;
/** 2000-01-01T00:00:00Z, where PostgreSQL's timestamps begin, in milliseconds since 1970. */
const epoch2000 = 946_684_800_000;
const millisecondsADay = 86_400_000;

function writeHeader(buffer: Buffer, elementOid: number, length: number, hasNull: boolean): void {
  buffer.writeInt32BE(length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(hasNull ? 1 : 0, 4);
  buffer.writeInt32BE(elementOid, 8);
  if (length > 0) {
    buffer.writeInt32BE(length, 12);
    buffer.writeInt32BE(1, 16);
  }
}

/** What of a row stands in a column; null for NULL. */
export type Get<R, T> = (row: R) => T | null;

/** A column: of values, or of rows by what stands in each, so that no list of it has to be made. */
interface Column<T> {
  (values: readonly (T | null)[]): Buffer;
  <R>(rows: readonly R[], get: Get<R, T>): Buffer;
}

const itself = (value: unknown) => value;

/** Where columns are put together before they are copied in their own size; it grows with what it has met. */
let bench = Buffer.allocUnsafe(1 << 16);

function makeRoom(used: number, more: number): void {
  if (used + more <= bench.length) return;
  const larger = Buffer.allocUnsafe(2 * (used + more));
  bench.copy(larger, 0, 0, used);
  bench = larger;
}

function finished(elementOid: number, length: number, used: number, hasNull: boolean): Buffer {
  writeHeader(bench, elementOid, length, hasNull);
  return Buffer.from(bench.subarray(0, length === 0 ? 12 : used));
}

/** Values of one size. A loop of its own, since most columns are such: by way of `varying` events in bulk took 3 % longer. */
function fixed<T>(
  elementOid: number,
  size: number,
  write: (buffer: Buffer, value: T, at: number) => void,
): Column<T> {
  return (rows: readonly unknown[], get: Get<never, unknown> = itself) => {
    makeRoom(header, rows.length * (4 + size));
    let at = header;
    let hasNull = false;
    for (const row of rows) {
      const value = get(row as never) as T | null;
      if (value === null) {
        bench.writeInt32BE(-1, at);
        at += 4;
        hasNull = true;
      } else {
        bench.writeInt32BE(size, at);
        write(bench, value, at + 4);
        at += 4 + size;
      }
    }
    return finished(elementOid, rows.length, at, hasNull);
  };
}

/**
 * @param roomOf bytes that a value takes at most
 * @param write puts a value down and returns how many bytes it took
 */
function varying<T>(
  elementOid: number,
  roomOf: (value: T) => number,
  write: (buffer: Buffer, value: T, at: number) => number,
): Column<T> {
  return (rows: readonly unknown[], get: Get<never, unknown> = itself) => {
    let at = header;
    let hasNull = false;
    for (const row of rows) {
      const value = get(row as never) as T | null;
      makeRoom(at, 4 + (value === null ? 0 : roomOf(value)));
      const size = value === null ? -1 : write(bench, value, at + 4);
      bench.writeInt32BE(size, at);
      at += 4 + Math.max(size, 0);
      hasNull ||= value === null;
    }
    return finished(elementOid, rows.length, at, hasNull);
  };
}

function writeInt64(buffer: Buffer, value: number, at: number): void {
  const high = Math.floor(value / 4_294_967_296);
  buffer.writeInt32BE(high, at);
  buffer.writeUInt32BE(value - high * 4_294_967_296, at + 4);
}

export const int2Array = fixed<number>(oid.int2, 2, (buffer, value, at) => buffer.writeInt16BE(value, at));
export const int4Array = fixed<number>(oid.int4, 4, (buffer, value, at) => buffer.writeInt32BE(value, at));
/** Safe integers only. */
export const int8Array = fixed<number>(oid.int8, 8, writeInt64);
export const boolArray = fixed<boolean>(oid.bool, 1, (buffer, value, at) =>
  buffer.writeUInt8(value ? 1 : 0, at),
);
/** Milliseconds since 1970. */
export const timestamptzArray = fixed<Instant>(oid.timestamptz, 8, (buffer, value, at) =>
  writeInt64(buffer, Math.round((value - epoch2000) * 1000), at),
);
/** Whole days since 1970-01-01. */
export const dateArray = fixed<number>(oid.date, 4, (buffer, value, at) =>
  buffer.writeInt32BE(value - epoch2000 / millisecondsADay, at),
);

/** So many characters are written here faster than by a call out of JavaScript. */
const fewCharacters = 32;

/** Writes a short text of ASCII; false for any other. */
function writeShort(buffer: Buffer, value: string, at: number): boolean {
  if (value.length > fewCharacters) return false;
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code > 127) return false;
    buffer[at + i] = code;
  }
  return true;
}

/** UTF-8 takes three bytes at most for what JavaScript counts as one. */
const texts = (elementOid: number): Column<string> =>
  varying<string>(
    elementOid,
    ({ length }) => length * 3,
    (buffer, value, at) => (writeShort(buffer, value, at) ? value.length : buffer.write(value, at, 'utf8')),
  );

export const textArray = texts(oid.text);
/** Texts that are JSON already. */
export const jsonArray = texts(oid.json);

/** bytea, given in hexadecimal. */
export const byteaArray = varying<string>(
  oid.bytea,
  ({ length }) => length / 2,
  (buffer, value, at) => buffer.write(value, at, 'hex'),
);
/** bytea, given as bytes. */
export const bytesArray = varying<Buffer>(
  oid.bytea,
  ({ length }) => length,
  (buffer, value, at) => value.copy(buffer, at),
);
