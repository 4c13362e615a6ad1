/**
 * An instant in milliseconds since 1970-01-01T00:00:00Z.
 * The only way to read the clock of the machine is `systemNow`, so that tests and replays inject time.
 */
export type Instant = number;

/** Gives the present instant; passed down from the composition root, never called from rules. */
export type Now = () => Instant;

export const systemNow: Now = () => Date.now();

/** An instant as RFC 3339 in UTC with milliseconds, as journal rows and CloudEvents carry it. */
export function toRfc3339(instant: Instant): string {
  return new Date(instant).toISOString();
}

/** The same for an instant that may be absent. */
export function toRfc3339OrNull(instant: Instant | null): string | null {
  return instant === null ? null : toRfc3339(instant);
}
