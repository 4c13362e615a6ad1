/** Most bytes that an entry of the log can have: its length is written as a uint16 (C2SP tlog-tiles). */
export const longestEntry = 0xffff;

/**
 * A bundle of entries as C2SP tlog-tiles has it: each behind its length as a big-endian uint16.
 * @throws RangeError where an entry is longer than `longestEntry`
 */
export function formatBundle(entries: readonly Uint8Array[]): Buffer {
  const bundle = Buffer.allocUnsafe(entries.reduce((sum, { length }) => sum + 2 + length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > longestEntry) throw new RangeError(`An entry has at most ${longestEntry} bytes.`);
    at = bundle.writeUInt16BE(entry.length, at);
    bundle.set(entry, at);
    at += entry.length;
  }
  return bundle;
}

/** The first `count` entries of a bundle, or undefined where it does not hold as many whole ones. */
export function parseBundle(bytes: Buffer, count: number): Buffer[] | undefined {
  const entries: Buffer[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + 2 > bytes.length) return undefined;
    const end = at + 2 + bytes.readUInt16BE(at);
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return entries;
}
