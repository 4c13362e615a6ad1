import type { HolidayNotice } from '#contract/calendar';
import type { ExplanationLine, SkippedDay } from '#contract/explanation';
import type { Bilingual } from '#contract/text';
import { dateText, type EpochDay } from '#spine/calendar/civil-date';
import type { DayInfo, WorkingCalendar } from '#spine/calendar/working-days';
import { daysText, noticeText } from '#spine/clocks/explain-text';

/** Days in a row that are one thing for one reason. */
interface Run {
  from: EpochDay;
  through: EpochDay;
  info: DayInfo;
}

function* runsOf(calendar: WorkingCalendar, from: EpochDay, through: EpochDay): Generator<Run> {
  let run: Run | null = null;
  for (let day = from; day <= through; day++) {
    const info = calendar.dayInfo(day);
    const same = run && run.info.kind === info.kind && run.info.name?.zh === info.name?.zh;
    if (run && same && run.info.notice === info.notice) run.through = day;
    else {
      if (run) yield run;
      run = { from: day, through: day, info };
    }
  }
  if (run) yield run;
}

function daysOf({ from, through, info }: Run): SkippedDay[] {
  const days: SkippedDay[] = [];
  for (let day = from; day <= through; day++) {
    if (info.kind === 'holiday') days.push({ date: dateText(day), reason: 'holiday', name: info.name });
    else days.push({ date: dateText(day), reason: 'weekend' });
  }
  return days;
}

/** Every day without work in [from, through], one by one. */
export function skippedIn(calendar: WorkingCalendar, from: EpochDay, through: EpochDay): SkippedDay[] {
  const days: SkippedDay[] = [];
  for (const run of runsOf(calendar, from, through))
    if (run.info.kind === 'weekend' || run.info.kind === 'holiday') days.push(...daysOf(run));
  return days;
}

function skippedText(days: SkippedDay[], name: Bilingual | undefined, notice?: HolidayNotice): Bilingual {
  const when = daysText(days[0]!.date, days.at(-1)!.date);
  const by = noticeText(notice);
  const count = days.length;
  return {
    zh: `${when.zh} ${name ? `${name.zh}放假` : '周末'}${by.zh}，不计${count}天`,
    en: `${when.en}: ${name?.en ?? 'weekend'}${by.en}, ${count} ${count === 1 ? 'day' : 'days'} not counted`,
  };
}

/** A line for each run of days without work in [from, through] and for each make-up workday. */
export function* dayLines(
  calendar: WorkingCalendar,
  from: EpochDay,
  through: EpochDay,
): Generator<ExplanationLine> {
  for (const run of runsOf(calendar, from, through)) {
    const { kind, name, notice } = run.info;
    if (kind === 'working') continue;
    if (kind === 'makeup-workday') {
      const by = noticeText(notice);
      for (let day = run.from; day <= run.through; day++) {
        const date = dateText(day);
        const text = {
          zh: `${date} ${name!.zh}调休上班${by.zh}，计入`,
          en: `${date}: make-up workday for ${name!.en}${by.en}, counted`,
        };
        yield { kind: 'makeup-workday', date, text, name: name!, notice };
      }
      continue;
    }
    const days = daysOf(run);
    yield { kind: 'skipped', date: days[0]!.date, text: skippedText(days, name, notice), days, notice };
  }
}
