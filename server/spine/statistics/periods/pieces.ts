import { addMonths, civilOf, type EpochDay, epochDay } from '#spine/calendar/civil-date';
import type { Days } from './calendar-periods.ts';
import type { Grain } from './period-sql.ts';

/** A stored period, and which of the answer's periods it counts for. */
export interface Piece {
  grain: Grain;
  bucket: EpochDay;
  label: number;
  /** -1: it is taken away again, since a longer one holds it. */
  sign: 1 | -1;
}

const isFirstOf = (day: EpochDay, grain: 'month' | 'year'): boolean => {
  const { month, day: ofMonth } = civilOf(day);
  return ofMonth === 1 && (grain === 'month' || month === 1);
};
const next = (day: EpochDay, grain: Grain): EpochDay => {
  if (grain === 'day') return day + 1;
  return addMonths(day, grain === 'month' ? 1 : 12);
};

/**
 * Few stored periods that make days: whole years, whole months, days. Of a month of which more days are asked for than not, all of it
 * less the others. Each day that is asked for is counted once, all others not or as often taken away as added.
 * @param stored which periods are stored; days always can be read, if only from the cube
 */
export function piecesOf({ from, to }: Days, stored: readonly Grain[], label: number): Piece[] {
  const found: Piece[] = [];
  for (let day = from; day <= to; ) {
    const grain = (['year', 'month'] as const).find(
      (one) => stored.includes(one) && isFirstOf(day, one) && next(day, one) - 1 <= to,
    );
    if (grain) {
      found.push({ grain, bucket: day, label, sign: 1 });
      day = next(day, grain);
    } else {
      const first = day + 1 - civilOf(day).day;
      const month = { from: first, to: next(first, 'month') - 1 };
      const within = { from: day, to: Math.min(to, month.to) };
      found.push(...(stored.includes('month') ? fewest(month, within, label) : daysOf(within, label, 1)));
      day = within.to + 1;
    }
  }
  return found;
}

/** Some days of a month, alone or as the month less the others. */
function fewest(month: Days, { from, to }: Days, label: number): Piece[] {
  const others = [
    ...daysOf({ from: month.from, to: from - 1 }, label, -1),
    ...daysOf({ from: to + 1, to: month.to }, label, -1),
  ];
  if (to - from + 1 <= others.length + 1) return daysOf({ from, to }, label, 1);
  return [{ grain: 'month', bucket: month.from, label, sign: 1 }, ...others];
}

const daysOf = ({ from, to }: Days, label: number, sign: 1 | -1): Piece[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => ({
    grain: 'day' as const,
    bucket: from + n,
    label,
    sign,
  }));

/** The whole years that touch days: where everything is asked for, nothing lies in what is added. */
export function wholeYears({ from, to }: Days): Days {
  return { from: epochDay(civilOf(from).year, 1, 1), to: epochDay(civilOf(to).year, 12, 31) };
}
