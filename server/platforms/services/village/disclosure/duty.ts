import { toRfc3339 } from '#base/time';
import { dueDay, endOfDay, type Period } from '../period.ts';
import { disclosureItems } from '../catalogue-items.ts';
import type { DisclosureEntry } from './catalogue.ts';
import { epochDayOf } from '#spine/calendar/civil-date';

/** Shandong's villages keep Chinese time. */
const zone = 'Asia/Shanghai';

interface At {
  /** Division code of the village. */
  region: number;
  organ: string;
}

/** What opens a duty: event and number, by which the same duty is opened only once. */
export interface DutyOpening {
  type: 'services.disclosure-opened';
  data: Record<string, unknown>;
  region: number;
  number: string;
}

function opening(entry: DisclosureEntry, { region, organ }: At, period: string, from: string | number) {
  const dueOn = dueDay(from, entry.within.n);
  return {
    type: 'services.disclosure-opened' as const,
    region,
    data: {
      item: disclosureItems[entry.kind],
      organ,
      region: String(region),
      entry: entry.code,
      kind: entry.kind,
      every: entry.period,
      period,
      dueOn,
      dueAt: toRfc3339(endOfDay(epochDayOf(dueOn), zone)),
    },
  };
}

/** A village's duty for one entry and one period. */
export function dutyOf(entry: DisclosureEntry, at: At, period: Period): DutyOpening {
  const { data, ...rest } = opening(entry, at, period.code, period.to);
  return {
    ...rest,
    data: { ...data, title: `${entry.title.zh} ${period.code}` },
    number: `disclosure-${at.region}-${entry.code}-${period.code}`,
  };
}

/** A duty to disclose one matter at once, counted from the day it happened; `key` tells it from others. */
export function dutyAtOnce(
  entry: DisclosureEntry,
  {
    matter,
    amount,
    happenedOn,
    key,
    ...at
  }: At & { matter: string; amount: string; happenedOn: string; key: string },
): DutyOpening {
  const { data, ...rest } = opening(entry, at, happenedOn, happenedOn);
  return {
    ...rest,
    data: { ...data, title: `${entry.title.zh}：${matter}`, matter, amount },
    number: `disclosure-${at.region}-${entry.code}-${key}`,
  };
}
