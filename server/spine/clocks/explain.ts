import type { LegalBasis } from '#contract/catalogue';
import type { Clock } from '#contract/clock';
import type { ExplanationLine } from '#contract/explanation';
import { civilOf, dateText, type EpochDay, epochDay } from '#spine/calendar/civil-date';
import type { WorkingCalendar } from '#spine/calendar/working-days';
import { dayLines, skippedIn } from '#spine/clocks/explain-days';
import { ledgerLines } from '#spine/clocks/explain-ledger';
import { amountText, momentText } from '#spine/clocks/explain-text';
import { isProvisional, type Settlement, settle, spansOf } from '#spine/clocks/settle';

function startLines(clock: Clock, settlement: Settlement, basis: readonly LegalBasis[]): ExplanationLine[] {
  const { recorded, start, frame } = settlement;
  const from = momentText(recorded);
  const at = clock.startedAt;
  const lines: ExplanationLine[] = [
    {
      kind: 'start',
      date: dateText(recorded.day),
      text: { zh: `${from} 起算`, en: `${from}: the clock starts` },
      at,
    },
  ];
  for (const one of basis)
    lines.push({
      kind: 'basis',
      date: null,
      text: { zh: `依据：${one.law}${one.article}`, en: `Basis: ${one.law} ${one.article}`.trimEnd() },
      basis: one,
    });
  if (start !== recorded) {
    const to = momentText(start);
    lines.push({
      kind: 'start-rolled',
      date: dateText(start.day),
      text: {
        zh: `起算时间在工作时段之外，顺延至${to}`,
        en: `The start lies outside the work periods and moves to ${to}`,
      },
      from: at,
      to: frame.zone.instantOf(start.day * 86_400_000 + start.time),
      days: skippedIn(frame.calendar, recorded.day, start.day - 1),
    });
  }
  return lines;
}

function budgetLine({ limit }: Clock, settlement: Settlement): ExplanationLine {
  if ('due' in limit) {
    const due = momentText(settlement.base);
    const text = {
      zh: `到期时间由${limit.givenBy}给出：${due}`,
      en: `The due time was given by ${limit.givenBy}: ${due}`,
    };
    return {
      kind: 'given-due',
      date: dateText(settlement.base.day),
      text,
      at: limit.due,
      givenBy: limit.givenBy,
    };
  }
  const { n, unit } = limit;
  const amount = amountText(n, unit);
  const inHours = unit === 'hour' || unit === 'working-hour';
  const text = {
    zh: `期限${amount.zh}${inHours ? '' : '，开始的当日不计入'}`,
    en: `Limit of ${amount.en}${inHours ? '' : '; the day of the start is not counted'}`,
  };
  return { kind: 'budget', date: null, text, n, unit };
}

function countedLine(settlement: Settlement, after: EpochDay, through: EpochDay): ExplanationLine {
  const { frame, pausedIn, paused } = settlement;
  const workingDays = frame.calendar.workingDaysBetween(after, through);
  const givenBack = pausedIn === 'working-day' ? paused : 0;
  const [first, last] = [dateText(after + 1), dateText(through)];
  const text = {
    zh: `${first}至${last}共${workingDays}个工作日${givenBack ? `，其中${givenBack}个为暂停返还` : ''}`,
    en: `${first} to ${last}: ${amountText(workingDays, 'working-day').en}${givenBack ? `, ${givenBack} of them given back for pauses` : ''}`,
  };
  return { kind: 'counted', date: last, text, after: dateText(after), through: last, workingDays, givenBack };
}

/** Day by day over the stretches that count working days or working hours. */
function countLines(clock: Clock, settlement: Settlement): ExplanationLine[] {
  const lines: ExplanationLine[] = [];
  const { calendar } = settlement.frame;
  const spans = spansOf(clock, settlement).filter(
    ({ unit }) => unit === 'working-day' || unit === 'working-hour',
  );
  let covered = Number.NEGATIVE_INFINITY;
  for (const { unit, from, to } of spans) {
    const first = unit === 'working-day' ? from.day + 1 : from.day;
    lines.push(...dayLines(calendar, Math.max(first, covered + 1), to.day));
    covered = to.day;
  }
  const days = spans.filter(({ unit }) => unit === 'working-day');
  if (days.length > 0) lines.push(countedLine(settlement, days[0]!.from.day, days.at(-1)!.to.day));
  return lines;
}

function endLines(settlement: Settlement): ExplanationLine[] {
  const { due, unrolled, dueAt, frame, recorded } = settlement;
  if (!due || !unrolled)
    return [
      {
        kind: 'due',
        date: null,
        text: { zh: '暂停中，恢复后才有到期时间', en: 'Paused: it will have a due time when it resumes' },
        at: null,
      },
    ];
  const lines: ExplanationLine[] = [];
  if (settlement.rollEnd && due.day > unrolled.day) {
    const [from, to] = [dateText(unrolled.day), dateText(due.day)];
    const text = {
      zh: `最后一日${from}不是工作日，顺延至${to}（民法典第二百零三条）`,
      en: `The last day ${from} is no working day and moves to ${to} (Civil Code art. 203)`,
    };
    lines.push({
      kind: 'end-rolled',
      date: to,
      text,
      from,
      to,
      days: skippedIn(frame.calendar, unrolled.day, due.day - 1),
    });
  }
  if (isProvisional(settlement)) {
    const years = provisionalYears(frame.calendar, Math.min(recorded.day, due.day), due.day);
    const text = {
      zh: `${years.join('、')}年放假安排未公布，暂按周末推算，公布后重新计算`,
      en: `The holidays of ${years.join(', ')} are not announced: weekends only for now, computed anew when they are`,
    };
    lines.push({ kind: 'provisional', date: null, text, years });
  }
  const at = momentText(due);
  const text = { zh: `到期：${at}`, en: `Due: ${at}` };
  return [...lines, { kind: 'due', date: dateText(due.day), text, at: dueAt }];
}

function provisionalYears(calendar: WorkingCalendar, from: EpochDay, through: EpochDay): number[] {
  const years: number[] = [];
  for (let year = civilOf(from).year; year <= civilOf(through).year; year++)
    if (calendar.provisional(epochDay(year, 7, 1))) years.push(year);
  return years;
}

/**
 * How the due time of a clock came about: start, basis, budget, ledger, every day that was skipped or made
 * up, the roll of the last day, the end.
 * @param basis law and article that the budget rests on
 */
export function explain(
  clock: Clock,
  calendar: WorkingCalendar,
  basis: readonly LegalBasis[] = [],
): ExplanationLine[] {
  const settlement = settle(clock, calendar);
  return [
    ...startLines(clock, settlement, basis),
    budgetLine(clock, settlement),
    ...ledgerLines(settlement),
    ...(settlement.due ? countLines(clock, settlement) : []),
    ...endLines(settlement),
  ];
}
