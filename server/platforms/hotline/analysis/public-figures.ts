import { Refusal } from '#base/errors';
import type { PublicFigures } from '#contract/hotline/analysis';
import type { DataRow } from '#contract/open-data';
import { province } from '#contract/province';
import { addMonths, epochDayOf } from '#spine/calendar/civil-date';
import { hideInLists } from '#spine/disclosure-control/lists-of-one-total';
import { applicationView } from '#spine/identity/view';
import type { FiguresSource } from '#spine/open-data/data-source';
import { publishOnce } from '#spine/open-data/publications';
import type { Spine } from '#spine/spine';
import { hotlineItems, topicName } from './analyse.ts';
import { analysisRules } from './analysis-rules.ts';
import { dayMs, monthOf, startOf, todayOf, wholeMonths } from './period.ts';
import { countPlaces, countTopics, hasDemonstration, namesOf } from './store.ts';

const dataset = 'hotline-figures';

function lookedAt(spine: Spine, month: string) {
  const { registry, reaches } = applicationView(spine);
  const first = epochDayOf(`${month}-01`);
  const [from, until] = [startOf(first), startOf(addMonths(first, 1))];
  const items = hotlineItems(registry).told;
  return { items, region: province, from, until, reach: reaches.cases, withoutOpen311: true } as const;
}

/** Counts of a month by topic and by place with their total, small numbers hidden; places by number, the most first. */
async function makeRows(spine: Spine, month: string): Promise<DataRow[]> {
  const { db, registry } = applicationView(spine);
  const looked = lookedAt(spine, month);
  const topics = (await countTopics(db, looked, 400 * dayMs)).sort((one, other) => other.count - one.count);
  const places = await countPlaces(db, looked, 4);
  const names = await namesOf(db, [province, ...places.map(({ region }) => region)]);
  const { total, lists } = hideInLists(
    [topics, places].map((list) => list.map(({ count }) => count)),
    analysisRules.publicLeast,
  );
  const row = (
    list: string,
    code: string,
    name: { zh: string; en: string },
    count: number | null,
  ): DataRow => ({
    month,
    list,
    code,
    name: name.zh,
    name_en: name.en,
    count,
    hidden: count === null ? 'yes' : 'no',
  });
  const nameOf = (code: string) => names.get(code) ?? { zh: code, en: code };
  return [
    row('total', province, nameOf(province), total),
    ...topics.map(({ topic }, n) => row('topic', topic, topicName(registry, topic).name, lists[0]![n]!)),
    ...places.map(({ region }, n) => row('place', region, nameOf(region), lists[1]![n]!)),
  ];
}

/** The same figures as a data set. */
export const hotlineFigures: FiguresSource = { kind: 'figures', make: makeRows };

/**
 * The figures of a whole month for everybody: topics of the province, and its cities. Months do not overlap, nothing smaller
 * than a city is told, what Open311 shows one by one is left out, and what was told once stays, so that no difference of two answers
 * tells a number that is hidden.
 */
export async function publicFiguresOf(spine: Spine, asked: string | undefined): Promise<PublicFigures> {
  const months = wholeMonths(todayOf(spine.now())).map(monthOf);
  const month = asked ?? months[0]!;
  if (!months.includes(month))
    throw new Refusal('field-invalid', { field: 'month', expected: 'one of the last twelve whole months' });
  const { rows } = await publishOnce(spine, { dataset, period: month }, () => makeRows(spine, month));
  const told = rows.map(({ list, code, name, name_en, count }) => ({
    list,
    code: String(code),
    name: { zh: String(name), en: String(name_en) },
    count: typeof count === 'number' ? count : null,
  }));
  const total = told.find(({ list }) => list === 'total')!;
  return {
    month,
    months,
    name: total.name,
    least: analysisRules.publicLeast,
    total: total.count,
    topics: told
      .filter(({ list }) => list === 'topic')
      .map(({ code, count }) => ({ ...topicName(spine.registry, code), count })),
    places: told
      .filter(({ list }) => list === 'place')
      .map(({ code, name, count }) => ({
        region: code,
        name,
        kind: code === province ? ('residual' as const) : ('region' as const),
        count,
      })),
    basis: analysisRules.basis,
    demonstration: await hasDemonstration(applicationView(spine).db, lookedAt(spine, month)),
  };
}
