import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import type { Instant } from '#base/time';
import type { Dimension, Measure, Period, ViewQuery } from '#contract/statistics';
import { dateText, epochDayOf } from '#spine/calendar/civil-date';
import type { Registry } from '#spine/catalogue/registry';
import type { Reach } from '#spine/identity/permission';
import { type CounterName, dayOf } from '#spine/statistics/tally';
import {
  beginOf,
  type Days,
  justBefore,
  lastYear,
  later,
  periodsIn,
  type Shift,
} from '../periods/calendar-periods.ts';
import { wholeYears } from '../periods/pieces.ts';
import { type ItemBases, itemBases } from './item-bases.ts';
import { type Scope, scopeOf } from './scope.ts';

/** A question that has been understood. */
export interface Asked {
  rows: Dimension;
  columns: Dimension | null;
  measure: Measure;
  colour: ViewQuery['colour'];
  period: Period;
  scope: Scope;
  /** Number and code of the organ that was asked for. */
  organ: { id: number; code: string } | null;
  /** Numbers of the items that are counted; null for all, or all of the platform. */
  items: readonly number[] | null;
  /** As they are written in lists. */
  item: string | undefined;
  platform: string | undefined;
  /** The days that were asked for; null for all that there are. */
  days: Days | null;
  /** The days that are counted. */
  counted: Days;
  /** The periods of the answer where time is told apart, each cut to the days. */
  periods: readonly (Days & { key: string })[] | null;
  counters: readonly CounterName[];
  /** To the days that it is compared with. */
  shift: Shift | null;
  page: number;
  pageSize: number;
}

export type Question = ViewQuery & { page: number; pageSize: number };

/** The most periods beside each other, and below each other. */
export const mostPeriods = { columns: 62, rows: 400 } as const;
/** Shown where nobody says from when. */
const usual: Record<Period, number> = { day: 31, week: 26, month: 24, quarter: 12, year: 10 };

function measureOf({ rows, columns, colour, measure }: Question): Measure {
  if (rows !== 'colour' && columns !== 'colour' && !colour) return measure ?? 'opened';
  if (measure !== undefined && measure !== 'alerts')
    throw new Refusal('field-invalid', {
      field: 'measure',
      expected: 'alerts, where their colour is asked for',
    });
  return 'alerts';
}

function countersOf(measure: Measure, colour: Asked['colour']): CounterName[] {
  if (measure === 'alerts') return colour ? [colour] : ['notice', 'yellow', 'red'];
  return [measure === 'closedLate' ? 'closed_late' : measure];
}

function itemsOf(bases: ItemBases, { item, platform }: Question): number[] | null {
  if (item === undefined) return null;
  const base = bases.find(item);
  if (base === undefined)
    throw new Refusal('item-unknown', { field: 'item', expected: 'an item or a base code of the catalogue' });
  if (platform !== undefined && bases.itemOf(base).platform !== platform) return [];
  return [base];
}

/** The first and the last day of which anything was counted; today, where nothing was. */
async function everything(db: Queries, today: number): Promise<Days> {
  const { rows } = await db.query<{ first: string | null; last: string | null }>(
    `SELECT least((SELECT min(bucket) FROM tally_period WHERE what = 0 AND level = 3 AND grain = 2), min(day))::text AS first,
       greatest((SELECT max(bucket) FROM tally_period WHERE what = 0 AND level = 3 AND grain = 2), max(day))::text AS last
     FROM tally_pending`,
  );
  const { first, last } = rows[0]!;
  return wholeYears({
    from: first ? epochDayOf(first) : today,
    to: Math.max(today, last ? epochDayOf(last) : today),
  });
}

function periodsOf(question: Question, days: Days): Asked['periods'] {
  const { rows, columns, period } = question;
  if (rows !== 'time' && columns !== 'time') return null;
  const periods = periodsIn(days, period);
  const most = mostPeriods[rows === 'time' ? 'rows' : 'columns'];
  if (periods.length > most)
    throw new Refusal('field-invalid', {
      field: 'period',
      expected: `at most ${most} periods: longer ones, or fewer days`,
    });
  return periods;
}

async function daysOf(db: Queries, question: Question, today: number) {
  const { rows, columns, period, from: first, to: last } = question;
  const byTime = rows === 'time' || columns === 'time';
  if (first === undefined && last === undefined && !byTime)
    return { days: null, counted: await everything(db, today) };
  const all = await everything(db, today);
  const to = last === undefined ? Math.max(today, byTime ? today : all.to) : epochDayOf(last, 'to');
  const from =
    first !== undefined
      ? epochDayOf(first, 'from')
      : byTime
        ? later(beginOf(to, period), period, 1 - usual[period])
        : Math.min(all.from, to);
  if (from > to)
    throw new Refusal('field-invalid', { field: 'to', expected: 'a day that is not before from' });
  const days = { from, to };
  return { days, counted: days };
}

function shiftOf(question: Question, days: Days | null): Shift | null {
  if (question.compare === 'none') return null;
  if (days === null)
    throw new Refusal('field-invalid', {
      field: 'from',
      expected: 'a first and a last day, to compare with others',
    });
  const byTime = question.rows === 'time' || question.columns === 'time';
  return question.compare === 'previous' ? justBefore(days) : lastYear(byTime ? question.period : null);
}

/**
 * Reads a question within a reach.
 * Refusal: field-invalid, item-unknown, organ-unknown, region-unknown, forbidden.
 */
export async function readQuestion(
  db: Queries,
  { registry, reach, now }: { registry: Registry; reach: Reach; now: Instant },
  question: Question,
): Promise<Asked> {
  const { rows, columns, period, page, pageSize, colour, item, platform } = question;
  if (rows === columns)
    throw new Refusal('field-invalid', { field: 'columns', expected: 'another dimension than the rows' });
  const organ = question.organ === undefined ? null : registry.organ(question.organ);
  if (organ === undefined)
    throw new Refusal('organ-unknown', { field: 'organ', expected: 'a registered organ' });
  const scope = scopeOf(reach, question.region, organ?.id);
  if (!registry.hasRegion(Number(scope.region)))
    throw new Refusal('region-unknown', { field: 'region', expected: 'a division of this installation' });
  const measure = measureOf(question);
  const { days, counted } = await daysOf(db, question, dayOf(now));
  return {
    rows,
    columns: columns === 'none' ? null : columns,
    measure,
    colour,
    period,
    scope,
    organ: organ && { id: organ.id, code: organ.code },
    items: itemsOf(itemBases(registry), question),
    item,
    platform,
    days,
    counted,
    periods: periodsOf(question, counted),
    counters: countersOf(measure, colour),
    shift: shiftOf(question, days),
    page,
    pageSize,
  };
}

export const datesOf = (days: Days | null): { from: string; to: string } | null =>
  days && { from: dateText(days.from), to: dateText(days.to) };
