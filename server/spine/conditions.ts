const literally = (text: string) => text.replaceAll(/[\\%_]/g, '\\$&');

/** Pattern for LIKE that finds a text anywhere, as it stands: `%` and `_` in it are letters like any other. */
export const containing = (text: string): string => `%${literally(text)}%`;
/** The same, at the beginning. */
export const beginningWith = (text: string): string => `${literally(text)}%`;

/**
 * SQL for the days from one civil date through another, in the installation's zone. A date must become a timestamp without
 * zone first: as it is, PostgreSQL would take it for midnight UTC and shift it the wrong way.
 */
export function addDays(
  where: Conditions,
  column: string,
  from: string | undefined,
  to: string | undefined,
): void {
  const midnight = (date: string) => `${date}::timestamp AT TIME ZONE 'Asia/Shanghai'`;
  if (from) where.add((p) => `${column} >= ${midnight(`${p(from)}::date`)}`);
  if (to) where.add((p) => `${column} < ${midnight(`(${p(to)}::date + 1)`)}`);
}

/** Gathers conditions of a WHERE clause with their parameters, so that no value is ever part of the SQL text. */
export class Conditions {
  readonly values: unknown[] = [];
  readonly #parts: string[] = [];

  /** `add((p) => `x = ${p(value)}`)`: `p` gives the placeholder of a value. */
  add(part: (placeholder: (value: unknown) => string) => string): this {
    this.#parts.push(part((value) => this.value(value)));
    return this;
  }

  /** A placeholder outside the conditions. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  /** `WHERE …`, or nothing. */
  get where(): string {
    return this.#parts.length > 0 ? `WHERE ${this.#parts.join(' AND ')}` : '';
  }
}
