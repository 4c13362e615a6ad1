import type { EpochDay } from '#spine/calendar/civil-date';

/** Weeks without holidays: how many working days lie up to a day, and back again, for any day at all. */
export interface WeeklyPattern {
  works(day: EpochDay): boolean;
  /** Working days up to and including `day`, counted from an origin of its own. */
  count(day: EpochDay): number;
  /** The first day on which that count is reached. */
  reached(count: number): EpochDay;
}

/** Monday of the week of 1970-01-01 is epoch day -3. */
const monday = -3;

/** @param weekend ISO weekday numbers without work; at least one weekday must remain. */
export function weeklyPattern(weekend: readonly number[]): WeeklyPattern {
  const upTo: number[] = [];
  const placeOf: number[] = [];
  for (let weekday = 0; weekday < 7; weekday++) {
    if (!weekend.includes(weekday + 1)) placeOf.push(weekday);
    upTo.push(placeOf.length);
  }
  const perWeek = placeOf.length;
  const works = Array.from({ length: 7 }, (_, weekday) => placeOf.includes(weekday));
  return {
    works(day) {
      const since = day - monday;
      return works[since - Math.floor(since / 7) * 7]!;
    },
    count(day) {
      const since = day - monday;
      const week = Math.floor(since / 7);
      return week * perWeek + upTo[since - week * 7]!;
    },
    reached(count) {
      const week = Math.ceil(count / perWeek) - 1;
      return week * 7 + placeOf[count - week * perWeek - 1]! + monday;
    },
  };
}
