import type { CalendarData, HolidayNotice } from '#contract/calendar';
import type { Bilingual } from '#contract/text';
import { dateText, type EpochDay, epochDay, epochDayOf } from '#spine/calendar/civil-date';
import { type WeeklyPattern, weeklyPattern } from '#spine/calendar/weekly-pattern';

/** What a day is and who says so. */
export interface DayInfo {
  kind: 'working' | 'weekend' | 'holiday' | 'makeup-workday';
  name?: Bilingual;
  notice?: HolidayNotice;
}

interface Tables {
  first: EpochDay;
  last: EpochDay;
  /** Working days from `first` up to and including each day; the place is the day less `first`. */
  rankOf: Int32Array;
  /** The day of each rank; rank 1 is the first working day of the table. */
  dayOf: Int32Array;
  named: Map<EpochDay, DayInfo>;
  /** Unbroken runs of published years. */
  published: { from: EpochDay; through: EpochDay }[];
  week: WeeklyPattern;
}

/**
 * Working-day arithmetic by a table of ranks: adding n working days is one look-up of the rank and one of
 * the day, however large n is. Outside the years of the data the weekly pattern goes on, marked provisional.
 */
export class WorkingCalendar {
  readonly code: string;
  readonly version: number;
  readonly name: Bilingual;
  private readonly yearly: boolean;
  private readonly first: EpochDay;
  private readonly last: EpochDay;
  private readonly rankOf: Int32Array;
  private readonly dayOf: Int32Array;
  private readonly lastRank: number;
  private readonly week: WeeklyPattern;
  private readonly weekBefore: number;
  private readonly weekThrough: number;
  private readonly named: Map<EpochDay, DayInfo>;
  private readonly published: { from: EpochDay; through: EpochDay }[];

  constructor(data: CalendarData, tables: Tables) {
    this.code = data.code;
    this.version = data.version;
    this.name = data.name;
    this.yearly = data.yearly;
    this.first = tables.first;
    this.last = tables.last;
    this.rankOf = tables.rankOf;
    this.dayOf = tables.dayOf;
    this.lastRank = tables.dayOf.length - 1;
    this.week = tables.week;
    this.weekBefore = tables.week.count(tables.first - 1);
    this.weekThrough = tables.week.count(tables.last);
    this.named = tables.named;
    this.published = tables.published;
  }

  isWorkingDay(day: EpochDay): boolean {
    return this.rank(day) !== this.rank(day - 1);
  }

  /** Working days up to and including `day`, from an arbitrary origin; only differences mean something. */
  rank(day: EpochDay): number {
    if (day < this.first) return this.week.count(day) - this.weekBefore;
    if (day > this.last) return this.week.count(day) - this.weekThrough + this.lastRank;
    return this.rankOf[day - this.first]!;
  }

  /** The working day of a rank: the first day on which `rank` reaches it. */
  dayOfRank(rank: number): EpochDay {
    if (rank < 1) return this.week.reached(rank + this.weekBefore);
    if (rank > this.lastRank) return this.week.reached(rank - this.lastRank + this.weekThrough);
    return this.dayOf[rank]!;
  }

  /**
   * The working day `n` working days after `day`; the day itself is not counted (Civil Code art. 201).
   * Negative n goes back likewise; 0 gives the day itself, or the next working day if it is none.
   */
  addWorkingDays(day: EpochDay, n: number): EpochDay {
    const rank = this.rank(day) + n;
    if (n > 0) return this.dayOfRank(rank);
    return this.dayOfRank(this.isWorkingDay(day) ? rank : rank + 1);
  }

  /** Working days in (after, through]; negative when `through` lies before `after`. */
  workingDaysBetween(after: EpochDay, through: EpochDay): number {
    return this.rank(through) - this.rank(after);
  }

  /** The day itself when it is a working day, else the next one. */
  nextWorkingDay(day: EpochDay): EpochDay {
    return this.dayOfRank(this.rank(day - 1) + 1);
  }

  /** True when the holidays of the day's year are not announced yet, so that the day may still change. */
  provisional(day: EpochDay): boolean {
    return this.provisionalBetween(day, day);
  }

  /** True when any day of [from, through] is provisional. */
  provisionalBetween(from: EpochDay, through: EpochDay): boolean {
    if (!this.yearly) return false;
    for (const run of this.published) if (from >= run.from && through <= run.through) return false;
    return true;
  }

  dayInfo(day: EpochDay): DayInfo {
    return this.named.get(day) ?? { kind: this.week.works(day) ? 'working' : 'weekend' };
  }

  /** `addWorkingDays` for ISO dates: '2026-02-10' + 20 is '2026-03-16' in the calendar of 2026. */
  addWorkingDaysText(date: string, n: number): string {
    return dateText(this.addWorkingDays(epochDayOf(date), n));
  }
}

const daysNamed = (data: CalendarData): Map<EpochDay, DayInfo> => {
  const named = new Map<EpochDay, DayInfo>();
  for (const year of data.years)
    for (const { date, kind, name, notice } of year.days)
      named.set(epochDayOf(date), { kind, name, notice: year.notices[notice] });
  return named;
};

const publishedRuns = (data: CalendarData): Tables['published'] => {
  const runs: Tables['published'] = [];
  for (const { year, status } of data.years) {
    if (status !== 'published') continue;
    const previous = runs.at(-1);
    if (previous && previous.through + 1 === epochDay(year, 1, 1)) previous.through = epochDay(year, 12, 31);
    else runs.push({ from: epochDay(year, 1, 1), through: epochDay(year, 12, 31) });
  }
  return runs;
};

/** Builds the rank table of a calendar: one pass over the days that it names, about 7 KB per year. */
export function compileCalendar(data: CalendarData): WorkingCalendar {
  const week = weeklyPattern(data.weekend);
  const named = daysNamed(data);
  const years = data.years.map((entry) => entry.year);
  const first = epochDay((years[0] ?? 1970) - 1, 12, 1);
  const last = epochDay(years.at(-1) ?? 1970, 12, 31);
  const rankOf = new Int32Array(last - first + 1);
  const dayOf: number[] = [first - 1];
  for (let day = first; day <= last; day++) {
    const kind = named.get(day)?.kind;
    if (kind ? kind === 'makeup-workday' : week.works(day)) dayOf.push(day);
    rankOf[day - first] = dayOf.length - 1;
  }
  const tables = { first, last, rankOf, dayOf: Int32Array.from(dayOf), named, week };
  return new WorkingCalendar(data, { ...tables, published: publishedRuns(data) });
}
