import { Refusal } from '#base/errors';

/** A key of a large table as addresses and answers carry it: `<city>-<id>`, such as `3701-1234`. */
export function formatKey(city: number, id: number): string {
  return `${city}-${id}`;
}

/** Refusal: not-found, for what is no key at all. */
export function parseKey(key: string, field = 'id'): { city: number; id: number } {
  const match = /^(\d{4})-(\d{1,15})$/.exec(key);
  if (!match) throw new Refusal('not-found', { field, expected: 'a key such as 3701-1234' });
  return { city: Number(match[1]), id: Number(match[2]) };
}
