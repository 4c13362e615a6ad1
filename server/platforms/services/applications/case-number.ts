import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import { implementingCodeOf } from '#spine/catalogue/base-code';
import type { RegisteredItem } from '#spine/catalogue/registry';
import type { Spine } from '#spine/spine';
import { lastSerial } from './store.ts';

/**
 * Number of an application (办件编号): implementing code of the item (31), day (8), serial (4). Where the catalogue gives an
 * item no implementing code its own code stands in its place.
 */
export function numberPrefix(item: RegisteredItem, at: Instant, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(at).replaceAll('-', '');
  return `${implementingCodeOf(item) ?? `${item.code}-`}${day}`;
}

const mostOfDay = 9999;

/** Who files in this process waits for who files the same before; another process is met by trying again. */
const waiting = new Map<string, Promise<unknown>>();
const mostTries = 50;

/**
 * Opens something under the next number of a day, without gaps or doubles: the next serial is read from the cases themselves, so
 * that an opening that fails leaves no gap, and a number that somebody else has just taken is refused (`case-exists`) and the
 * next one tried. No connection is held meanwhile. Refusal: conflict, when a day has no number left.
 */
export async function withNextNumber<T>(
  pool: Spine['pool'],
  prefix: string,
  open: (number: string) => Promise<T>,
): Promise<T> {
  const before = waiting.get(prefix) ?? Promise.resolve();
  const turn = before.then(
    () => tryNext(pool, prefix, open),
    () => tryNext(pool, prefix, open),
  );
  waiting.set(prefix, turn);
  return turn.finally(() => {
    if (waiting.get(prefix) === turn) waiting.delete(prefix);
  });
}

async function tryNext<T>(
  pool: Spine['pool'],
  prefix: string,
  open: (number: string) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const serial = (await lastSerial(pool, prefix)) + 1;
    if (serial > mostOfDay)
      throw new Refusal('conflict', { field: 'item', expected: `at most ${mostOfDay} applications a day` });
    try {
      return await open(`${prefix}${String(serial).padStart(4, '0')}`);
    } catch (error) {
      const taken = error instanceof Refusal && error.code === 'case-exists';
      if (!taken || attempt === mostTries) throw error;
    }
  }
}
