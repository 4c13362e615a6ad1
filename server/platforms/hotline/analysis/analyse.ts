import type { Analysis, OrganRow, Topic } from '#contract/hotline/analysis';
import { dateText } from '#spine/calendar/civil-date';
import type { Registry } from '#spine/catalogue/registry';
import type { View } from '#spine/identity/view';
import { levelOf, lineage } from '#spine/regions/region-codes';
import { assignmentItem, ticketItem } from '../items.ts';
import { categoryName } from '../tickets/categories.ts';
import { analysisRules } from './analysis-rules.ts';
import { gridOf } from './grid.ts';
import { dayMs, periodOf, startOf } from './period.ts';
import { compare } from './rising.ts';
import { wilson } from './wilson.ts';
import {
  countDays,
  countHours,
  countOrgans,
  countPlaces,
  countTopics,
  findPoints,
  hasDemonstration,
  type Looked,
  namesOf,
  type OrganCount,
  type TopicCount,
} from './store.ts';

/** Digits of the codes of the divisions directly below a level. */
const digitsBelow = { province: 4, city: 6, county: 9, town: 12, village: 12 } as const;

/** Items of the hotline by id. What organs handle of a ticket is a case of its own, and counts for the organ alone. */
export function hotlineItems(registry: Registry) {
  const all = registry.items().filter(({ platform }) => platform === 'hotline');
  const without = (itemOf: (emergency: boolean) => string) => {
    const skipped = [itemOf(false), itemOf(true)];
    return all.filter(({ code }) => !skipped.includes(code)).map(({ id }) => id);
  };
  return { told: without(assignmentItem), handled: without(ticketItem) };
}

/** The name of a topic as `countTopics` gives it. */
export function topicName(registry: Registry, topic: string): { code: string; name: Topic['name'] } {
  const id = /^item:(\d+)$/.exec(topic)?.[1];
  if (id === undefined) return { code: topic, name: categoryName(topic) };
  const { code, name } = registry.newestById(Number(id));
  return { code, name };
}

function topicsOf(registry: Registry, counts: readonly TopicCount[]): Topic[] {
  const { periods } = analysisRules;
  const byTopic = new Map<string, TopicCount[]>();
  for (const row of counts) byTopic.set(row.topic, [...(byTopic.get(row.topic) ?? []), row]);
  // Where nothing at all was told before (a file that begins with this period), there is nothing to rise from.
  const isComparable = counts.some(({ period }) => period > 0);
  const topics = [...byTopic].map(([topic, rows]) => {
    const at = (period: number) => rows.find((row) => row.period === period);
    const now = at(0);
    const count = now?.count ?? 0;
    const before = Array.from({ length: periods }, (_, n) => at(n + 1)?.count ?? 0);
    const closed = now?.closed ?? 0;
    const compared = compare(count, before);
    return {
      ...topicName(registry, topic),
      count,
      before,
      ...compared,
      rising: compared.rising && isComparable,
      closed,
      late: now?.late ?? 0,
    };
  });
  return topics.filter(({ count }) => count > 0).sort((one, other) => other.count - one.count);
}

/** The best first; those with too few are not ranked and come last, whatever their rate. */
export function rankOrgans(registry: Registry, counts: readonly OrganCount[]): OrganRow[] {
  const rows = counts.map(({ organId, ended, onTime, open }) => {
    const { code, name } = registry.organById(organId);
    const rate = ended > 0 ? onTime / ended : null;
    const { low, high } = ended > 0 ? wilson(onTime, ended) : { low: null, high: null };
    return { code, name, ended, onTime, open, rate, low, high, small: ended < analysisRules.fewCases };
  });
  const order = rows.sort(
    (one, other) =>
      Number(one.small) - Number(other.small) ||
      (other.rate ?? -1) - (one.rate ?? -1) ||
      other.ended - one.ended ||
      one.code.localeCompare(other.code),
  );
  return order.map((row, n) => ({
    ...row,
    // The same rate is the same rank.
    rank: row.small ? null : order.slice(0, n).filter(({ rate }) => rate !== row.rate).length + 1,
  }));
}

/** The whole analysis of a period, of what lies within the reach of whoever asks. */
export async function analyse(
  view: View,
  { region, to, days }: { region: string; to: string; days: number },
): Promise<Analysis> {
  const { db, registry, reaches } = view;
  const { from, last } = periodOf(to, days);
  const { told, handled } = hotlineItems(registry);
  const looked: Looked = {
    items: told,
    region,
    from: startOf(from),
    until: startOf(last + 1),
    reach: reaches.cases,
  };
  const longer = { ...looked, from: startOf(from - days * analysisRules.periods) };
  // One after another: all of them on one connection of the reader.
  const counts = await countTopics(db, longer, days * dayMs);
  const places = await countPlaces(db, looked, digitsBelow[levelOf(region)]);
  const dayCounts = new Map((await countDays(db, looked)).map(({ day, count }) => [day, count]));
  const hours = await countHours(db, looked);
  const points = await findPoints(db, looked, analysisRules.grid.mostPoints);
  const organs = rankOrgans(registry, await countOrgans(db, { ...looked, items: handled }));
  const codes = lineage(region);
  const names = await namesOf(db, [...codes, ...places.map((place) => place.region)]);
  const nameOf = (code: string) => names.get(code) ?? { zh: code, en: code };
  const sumOf = (period: number) =>
    counts.reduce((sum, row) => sum + (row.period === period ? row.count : 0), 0);
  const { periods, smoothing, rising, fewCases, publicLeast } = analysisRules;
  return {
    region,
    name: nameOf(region),
    path: codes.map((code) => ({ region: code, name: nameOf(code) })),
    from: dateText(from),
    to: dateText(last),
    total: sumOf(0),
    before: Array.from({ length: periods }, (_, n) => sumOf(n + 1)),
    topics: topicsOf(registry, counts),
    places: places.map(({ region: code, count }) => ({
      region: code,
      name: nameOf(code),
      kind: code === region ? ('residual' as const) : ('region' as const),
      count,
    })),
    days: Array.from({ length: days }, (_, n) => {
      const day = dateText(from + n);
      return { day, count: dayCounts.get(day) ?? 0 };
    }),
    hours,
    grid: gridOf(points, sumOf(0)),
    organs,
    rules: { periods, smoothing, rising, fewCases, publicLeast },
    demonstration: await hasDemonstration(db, looked),
  };
}
