import { epochDayOf, isoWeekday } from '#spine/calendar/civil-date';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import type { View } from '#spine/identity/view';
import { analysisRules } from './analysis-rules.ts';
import { startOf } from './period.ts';
import { type ClassOf, type Expectation, expectation, type Window, yearsBefore } from './seasonal.ts';
import { countTopicDays, type Looked } from './store.ts';

/** The calendar that days are told apart by. */
const calendarCode = 'CN';

/** A day off in the week, or a make-up workday at its end, is like no other day of its weekday. */
const classesOf =
  (calendar: WorkingCalendar): ClassOf =>
  (day) => {
    const weekday = isoWeekday(day);
    const works = calendar.isWorkingDay(day);
    if (weekday <= 5) return works ? String(weekday) : 'off';
    return works ? 'make-up' : String(weekday);
  };

/**
 * What was to be expected of each topic in a period, by the days that it has and by the season: read of the period with those before
 * it, and of the same weeks of previous years.
 */
export async function expectations(
  { db, registry }: Pick<View, 'db' | 'registry'>,
  looked: Looked,
  window: Window,
): Promise<(topic: string) => Expectation> {
  const { season, smoothing } = analysisRules;
  const counts = new Map<string, Map<number, number>>();
  for (let year = 0; year <= season.years; year++) {
    const from = yearsBefore(window.from, year);
    const rows = await countTopicDays(db, {
      ...looked,
      from: startOf(from - window.days * window.periods),
      until: startOf(from + window.days),
    });
    for (const { topic, day, count } of rows) {
      const days = counts.get(topic) ?? new Map<number, number>();
      counts.set(topic, days.set(epochDayOf(day), count));
    }
  }
  const classOf = classesOf(registry.calendar(calendarCode));
  return (topic) => {
    const days = counts.get(topic);
    return expectation(window, (day) => days?.get(day) ?? 0, classOf, { ...season, smoothing });
  };
}
