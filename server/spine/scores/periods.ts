import { type Instant, toRfc3339 } from '#base/time';
import { zoneOf } from '#spine/calendar/zone';

const zone = zoneOf('Asia/Shanghai');
const two = (n: number): string => String(n).padStart(2, '0');

/** The months of a period: `2026-10`, `2026-Q4`, `2026-H2` or `2026`. The form is checked before (`contract/scores.ts`). */
export function monthsOf(period: string): string[] {
  const [year = '', part] = period.split('-');
  const months = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => `${year}-${two(from + i)}`);
  if (part === undefined) return months(1, 12);
  const n = Number(part.slice(1));
  if (part.startsWith('Q')) return months(n * 3 - 2, n * 3);
  if (part.startsWith('H')) return months(n * 6 - 5, n * 6);
  return [period];
}

/** First instant of a month and of each that follows it, and the end of the last, in Chinese time, as the database reads them. */
export function boundsOf(months: readonly string[]): string[] {
  const startOf = (month: string, add = 0): Instant => {
    const [year = 0, number = 1] = month.split('-').map(Number);
    return zone.instantOf(Date.UTC(year, number - 1 + add, 1));
  };
  return [...months.map((month) => startOf(month)), startOf(months.at(-1)!, 1)].map(toRfc3339);
}

/** The month that an instant lies in. */
export const monthAt = (now: Instant): string => new Date(zone.localOf(now)).toISOString().slice(0, 7);

/** The last month that ended `days` days ago or earlier. */
export function lastMonth(now: Instant, days: number): string {
  const day = new Date(zone.localOf(now) - days * 86_400_000);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}
