import { type Instant, toRfc3339 } from '#base/time';
import type { Opening, PointDay } from '#contract/services/points';
import type { Bilingual } from '#contract/text';
import { civilOf, type EpochDay, isoWeekday } from '#spine/calendar/civil-date';
import { zoneOf } from '#spine/calendar/zone';
import { civilDayOf, dayAt, nextOpening, openUntil, type PointTime } from './opening.ts';

const weekdays: Bilingual[] = [
  { zh: '星期一', en: 'Monday' },
  { zh: '星期二', en: 'Tuesday' },
  { zh: '星期三', en: 'Wednesday' },
  { zh: '星期四', en: 'Thursday' },
  { zh: '星期五', en: 'Friday' },
  { zh: '星期六', en: 'Saturday' },
  { zh: '星期日', en: 'Sunday' },
];
const months = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** `HH:MM` of an instant. */
function timeOf(at: Instant, timeZone: string): string {
  return new Date(zoneOf(timeZone).localOf(at)).toISOString().slice(11, 16);
}

function dayWords(day: EpochDay, today: EpochDay): Bilingual {
  if (day === today) return { zh: '今天', en: 'today' };
  if (day === today + 1) return { zh: '明天', en: 'tomorrow' };
  const { month, day: n } = civilOf(day);
  const weekday = weekdays[isoWeekday(day) - 1]!;
  return { zh: `${month}月${n}日（${weekday.zh}）`, en: `on ${weekday.en} ${n} ${months[month - 1]}` };
}

/** When it opens next, in words. */
function opensWords(time: PointTime, now: Instant): { at: Instant | null; said: Bilingual } {
  const next = nextOpening(time, now);
  if (!next) return { at: null, said: { zh: '，开放时间待定', en: '; it is not known when it opens' } };
  const { timeZone } = time.organ;
  const when = dayWords(civilDayOf(next.from, timeZone), civilDayOf(now, timeZone));
  const clock = timeOf(next.from, timeZone);
  return {
    at: next.from,
    said: { zh: `，${when.zh} ${clock} 开始办公`, en: `; opens ${when.en} at ${clock}` },
  };
}

/** Why nothing is open today. */
function closedToday({ kind, name }: PointDay): Bilingual {
  if (kind === 'suspended') return { zh: `暂停服务（${name?.zh}）`, en: `Service suspended (${name?.en})` };
  return name
    ? { zh: `今天不办公（${name.zh}）`, en: `Closed today (${name.en})` }
    : { zh: '今天不办公', en: 'Closed today' };
}

/** Whether a point is open at `now` and when that changes, in words of both languages. */
export function openingAt(time: PointTime, now: Instant): Opening {
  const { timeZone } = time.organ;
  const until = openUntil(time, now);
  if (until === Number.POSITIVE_INFINITY)
    return { state: 'open', said: { zh: '全天办公', en: 'Open round the clock' }, changesAt: null };
  if (until !== undefined) {
    const clock = timeOf(until, timeZone);
    const said = { zh: `正在办公，至 ${clock}`, en: `Open now, until ${clock}` };
    return { state: 'open', said, changesAt: toRfc3339(until) };
  }
  const today = civilDayOf(now, timeZone);
  const day = dayAt(time, today);
  const next = opensWords(time, now);
  const changesAt = next.at === null ? null : toRfc3339(next.at);
  if (next.at !== null && civilDayOf(next.at, timeZone) === today) {
    const clock = timeOf(next.at, timeZone);
    return {
      state: 'opens-later',
      said: { zh: `今天 ${clock} 开始办公`, en: `Opens at ${clock}` },
      changesAt,
    };
  }
  const why = day.periods.length > 0 ? { zh: '今天已下班', en: 'Closed for today' } : closedToday(day);
  return {
    state: day.kind === 'suspended' ? 'suspended' : 'closed',
    said: { zh: why.zh + next.said.zh, en: why.en + next.said.en },
    changesAt,
  };
}
