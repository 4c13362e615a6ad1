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

function fixed<T>(
  elementOid: number,
  size: number,
  values: readonly (T | null)[],
  write: (buffer: Buffer, value: T, at: number) => void,
): Buffer {
  if (values.length === 0) {
    const empty = Buffer.alloc(12);
    writeHeader(empty, elementOid, 0, false);
    return empty;
  }
  const buffer = Buffer.allocUnsafe(header + values.length * (4 + size));
  let at = header;
  let hasNull = false;
  for (const value of values) {
    if (value === null) {
      buffer.writeInt32BE(-1, at);
      at += 4;
      hasNull = true;
    } else {
      buffer.writeInt32BE(size, at);
      write(buffer, value, at + 4);
      at += 4 + size;
    }
  }
  writeHeader(buffer, elementOid, values.length, hasNull);
  return buffer.subarray(0, at);
}

function writeInt64(buffer: Buffer, value: number, at: number): void {
  const high = Math.floor(value / 4_294_967_296);
  buffer.writeInt32BE(high, at);
  buffer.writeUInt32BE(value - high * 4_294_967_296, at + 4);
}

export const int2Array = (values: readonly (number | null)[]) =>
  fixed(oid.int2, 2, values, (buffer, value, at) => buffer.writeInt16BE(value, at));
export const int4Array = (values: readonly (number | null)[]) =>
  fixed(oid.int4, 4, values, (buffer, value, at) => buffer.writeInt32BE(value, at));
/** Safe integers only. */
export const int8Array = (values: readonly (number | null)[]) => fixed(oid.int8, 8, values, writeInt64);
export const boolArray = (values: readonly (boolean | null)[]) =>
  fixed(oid.bool, 1, values, (buffer, value, at) => buffer.writeUInt8(value ? 1 : 0, at));
/** Milliseconds since 1970. */
export const timestamptzArray = (values: readonly (Instant | null)[]) =>
  fixed(oid.timestamptz, 8, values, (buffer, value, at) =>
    writeInt64(buffer, Math.round((value - epoch2000) * 1000), at),
  );
/** Whole days since 1970-01-01. */
export const dateArray = (values: readonly number[]) =>
  fixed(oid.date, 4, values, (buffer, value, at) =>
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

function texts(elementOid: number, values: readonly (string | null)[]): Buffer {
  let bytes = header;
  for (const value of values) bytes += 4 + (value === null ? 0 : value.length * 3);
  const buffer = Buffer.allocUnsafe(bytes);
  let at = header;
  let hasNull = false;
  for (const value of values) {
    if (value === null) {
      buffer.writeInt32BE(-1, at);
      at += 4;
      hasNull = true;
    } else {
      const written = writeShort(buffer, value, at + 4) ? value.length : buffer.write(value, at + 4, 'utf8');
      buffer.writeInt32BE(written, at);
      at += 4 + written;
    }
  }
  writeHeader(buffer, elementOid, values.length, hasNull);
  return buffer.subarray(0, values.length === 0 ? 12 : at);
}

export const textArray = (values: readonly (string | null)[]) => texts(oid.text, values);
/** Texts that are JSON already. */
export const jsonArray = (values: readonly (string | null)[]) => texts(oid.json, values);

/** Values of one length, given in hexadecimal. */
export function byteaArray(values: readonly string[], length: number): Buffer {
  const buffer = Buffer.allocUnsafe(header + values.length * (4 + length));
  writeHeader(buffer, oid.bytea, values.length, false);
  let at = header;
  for (const value of values) {
    buffer.writeInt32BE(length, at);
    buffer.write(value, at + 4, 'hex');
    at += 4 + length;
  }
  return buffer.subarray(0, values.length === 0 ? 12 : at);
}

/** bytea of any length. */
export function bytesArray(values: readonly (Buffer | null)[]): Buffer {
  const buffer = Buffer.allocUnsafe(
    header + values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), 0),
  );
  let at = header;
  for (const value of values) {
    buffer.writeInt32BE(value?.length ?? -1, at);
    value?.copy(buffer, at + 4);
    at += 4 + (value?.length ?? 0);
  }
  writeHeader(buffer, oid.bytea, values.length, values.includes(null));
  return buffer.subarray(0, values.length === 0 ? 12 : at);
}
