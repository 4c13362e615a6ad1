import { addMonths, civilOf, type EpochDay, epochDay } from '#spine/calendar/civil-date';
import type { Days } from './calendar-periods.ts';
import type { Grain } from './period-sql.ts';

/** A stored period, and which of the answer's periods it counts for. */
export interface Piece {
  grain: Grain;
  bucket: EpochDay;
  label: number;
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
 * The fewest stored periods that make days, each day in one: whole years, whole months, days.
 * @param stored which periods are stored; days always can be read, if only from the cube
 */
export function piecesOf({ from, to }: Days, stored: readonly Grain[], label: number): Piece[] {
  const found: Piece[] = [];
  for (let day = from; day <= to; ) {
    const grain = (['year', 'month'] as const).find(
      (one) => stored.includes(one) && isFirstOf(day, one) && next(day, one) - 1 <= to,
    );
    found.push({ grain: grain ?? 'day', bucket: day, label });
    day = next(day, grain ?? 'day');
  }
  return found;
}

/** The whole years that touch days: where everything is asked for, nothing lies in what is added. */
export function wholeYears({ from, to }: Days): Days {
  return { from: epochDay(civilOf(from).year, 1, 1), to: epochDay(civilOf(to).year, 12, 31) };
}
