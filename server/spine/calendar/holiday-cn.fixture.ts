import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '../../../../shared/data/calendar');

/** The State Council's days as another project (holiday-cn) recorded them; absent in a stranger's clone. */
export const holidayCnPresent = existsSync(path.join(folder, '2026.json'));

/** A second, naive calendar: one set of dates and a walk day by day. Nothing is shared with the rank table. */
export class NaiveCalendar {
  private readonly off = new Map<string, boolean>();

  constructor(firstYear = 2007, lastYear = 2027) {
    for (let year = firstYear; year <= lastYear; year++) {
      const { days } = JSON.parse(readFileSync(path.join(folder, `${year}.json`), 'utf8'));
      for (const day of days as { date: string; isOffDay: boolean }[]) this.off.set(day.date, day.isOffDay);
    }
  }

  isWorkingDay(date: string): boolean {
    const named = this.off.get(date);
    if (named !== undefined) return !named;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    return weekday !== 0 && weekday !== 6;
  }

  addWorkingDays(date: string, n: number): string {
    const day = new Date(`${date}T00:00:00Z`);
    let left = Math.abs(n);
    while (left > 0) {
      day.setUTCDate(day.getUTCDate() + Math.sign(n));
      if (this.isWorkingDay(day.toISOString().slice(0, 10))) left--;
    }
    return day.toISOString().slice(0, 10);
  }
}
