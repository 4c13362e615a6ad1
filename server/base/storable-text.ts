/** U+0000 and halves of surrogate pairs: JSON can write them, a text of PostgreSQL cannot hold them. */
const unstorable = /[\0\p{Cs}]/u;

/** What is expected of a text that goes into the database. */
export const storableText = 'text without U+0000 and without halves of surrogate pairs';

/** Whether the database can hold a text as it is. */
export function isStorable(text: string): boolean {
  return !unstorable.test(text);
}

/** A text that the database can hold: what it could not becomes U+FFFD. */
export function toStorable(text: string): string {
  return isStorable(text) ? text : text.replaceAll(/[\0\p{Cs}]/gu, '\ufffd');
}

/** Path of the first text or name within a value of JSON that the database cannot hold; undefined where there is none. */
export function unstorablePath(value: unknown, path: string[] = []): string[] | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : path;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, one] of Object.entries(value)) {
    const found = isStorable(name) ? unstorablePath(one, [...path, name]) : path;
    if (found) return found;
  }
  return undefined;
}
