import type { EpochDay } from '#spine/calendar/civil-date';

/** How many cases of one topic there were on a day. */
export type CountOn = (day: EpochDay) => number;

/** What days are alike: an ordinary day by its weekday; a holiday, a day off in its place, a make-up workday each a class of its own. */
export type ClassOf = (day: EpochDay) => string;

export interface Window {
  /** First day of the present period. */
  from: EpochDay;
  /** Days of a period, and how many periods before it are the baseline. */
  days: number;
  periods: number;
}

/** What was to be expected of a period, and how sure that is. */
export interface Expectation {
  /** By the days that the period has, from the days like them before. */
  calendar: number;
  /** By how much the same weeks of previous years stood above their own weeks before; 1 where there is too little data. */
  season: number;
  /** Previous years that the season comes from. */
  years: number;
  /** `calendar` × `season`. */
  awaited: number;
  /** Variance of `season` relative to its square; 0 without one. */
  uncertainty: number;
}

/** The same weekday in the same week of a previous year: 52 weeks before, and 53 where a year has slipped by half a week. */
export const yearsBefore = (day: EpochDay, years: number): EpochDay =>
  day - 7 * Math.round((years * 365.2425) / 7);

/**
 * What a period is to be expected to bring by the days that it has: the mean of the days of the same class in the baseline, summed
 * over its own days. A class that the baseline has not (a holiday after ordinary weeks) takes the mean of its days off, else of all.
 */
export function byDays({ from, days, periods }: Window, countOn: CountOn, classOf: ClassOf): number {
  const sums = new Map<string, { n: number; days: number }>();
  const add = (key: string, n: number) => {
    const before = sums.get(key) ?? { n: 0, days: 0 };
    sums.set(key, { n: before.n + n, days: before.days + 1 });
  };
  for (let day = from - days * periods; day < from; day++) {
    const n = countOn(day);
    add(classOf(day), n);
    add('all', n);
  }
  const meanOf = (key: string): number | undefined => {
    const found = sums.get(key);
    return found && found.n / found.days;
  };
  let sum = 0;
  for (let day = from; day < from + days; day++)
    sum += meanOf(classOf(day)) ?? (classOf(day) === 'off' ? meanOf('7') : undefined) ?? meanOf('all') ?? 0;
  return sum;
}

/**
 * What a period is to be expected to bring. A seasonal index as of classical multiplicative decomposition (Hyndman and Athanasopoulos,
 * Forecasting: Principles and Practice, 3rd ed., 3.4), taken from the same weeks of previous years alone, as in the detection of
 * outbreaks by comparable weeks (Farrington, Andrews, Beale and Catchpole 1996, J. R. Stat. Soc. A 159: 547–563): counts of those
 * weeks over what their own weeks before let expect, pooled over the years, each smoothed by `smoothing`.
 * @param years at most so many are looked at; `least` cases of them make an index
 */
export function expectation(
  window: Window,
  countOn: CountOn,
  classOf: ClassOf,
  { years, least, smoothing }: { years: number; least: number; smoothing: number },
): Expectation {
  const calendar = byDays(window, countOn, classOf);
  let [seen, before, used] = [0, 0, 0];
  for (let year = 1; year <= years; year++) {
    const from = yearsBefore(window.from, year);
    let count = 0;
    for (let day = from; day < from + window.days; day++) count += countOn(day);
    const usual = byDays({ ...window, from }, countOn, classOf);
    // A year without data says nothing of the season.
    if (count === 0 && usual === 0) continue;
    seen += count;
    before += usual;
    used += 1;
  }
  if (used === 0 || seen + before < least)
    return { calendar, season: 1, years: 0, awaited: calendar, uncertainty: 0 };
  const season = (seen + smoothing) / (before + smoothing);
  const uncertainty = 1 / (seen + smoothing) + 1 / (before + smoothing);
  return { calendar, season, years: used, awaited: calendar * season, uncertainty };
}
