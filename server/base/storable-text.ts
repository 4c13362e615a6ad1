/** What is expected of a text that goes into the database. */
export const storableText = 'text without U+0000 and without halves of surrogate pairs';

/** Whether the database can hold a text as it is: JSON can write U+0000 and halves of surrogate pairs, PostgreSQL cannot. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** A text that the database can hold: what it could not becomes U+FFFD. */
export function toStorable(text: string): string {
  return isStorable(text) ? text : text.replaceAll(/[\0\p{Cs}]/gu, '\ufffd');
}

/**
 * Path of the first text or name within a value of JSON that the database cannot hold; undefined where there is none.
 * Every value that comes in passes through here: while nothing is found it allocates nothing.
 */
export function unstorablePath(value: unknown, path: readonly string[] = []): string[] | undefined {
  const found = unstorableWithin(value);
  return found && [...path, ...found];
}

function unstorableWithin(value: unknown): string[] | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : [];
  if (typeof value !== 'object' || value === null) return undefined;
  for (const name in value) {
    if (!isStorable(name)) return [];
    const found = unstorableWithin((value as Record<string, unknown>)[name]);
    if (found) return [name, ...found];
  }
  return undefined;
}
