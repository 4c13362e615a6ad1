import { Refusal } from '#base/errors';
import type { PublicFigures } from '#contract/hotline/analysis';
import { applicationView } from '#spine/identity/view';
import type { Spine } from '#spine/spine';
import { hotlineItems, topicName } from './analyse.ts';
import { analysisRules } from './analysis-rules.ts';
import { dayMs, monthOf, startOf, todayOf, wholeMonths } from './period.ts';
import { hideSmall } from './small-numbers.ts';
import { countPlaces, countTopics, hasDemonstration, namesOf } from './store.ts';
import { addMonths } from '#spine/calendar/civil-date';

const province = '370000000000';

/**
 * The figures of a whole month for everybody: topics of the province, and its cities. Months do not overlap and nothing smaller
 * than a city is told, so that no difference of two answers tells a number that is hidden.
 */
export async function publicFiguresOf(spine: Spine, asked: string | undefined): Promise<PublicFigures> {
  const { db, registry, reaches } = applicationView(spine);
  const months = wholeMonths(todayOf(spine.now()));
  const first = asked === undefined ? months[0]! : months.find((day) => monthOf(day) === asked);
  if (first === undefined)
    throw new Refusal('field-invalid', { field: 'month', expected: 'one of the last twelve whole months' });
  const [from, until] = [startOf(first), startOf(addMonths(first, 1))];
  const looked = { items: hotlineItems(registry).told, region: province, from, until, reach: reaches.cases };
  const least = analysisRules.publicLeast;
  const counted = await countTopics(db, looked, 400 * dayMs);
  const topics = counted.sort((one, other) => other.count - one.count);
  const total = topics.reduce((sum, { count }) => sum + count, 0);
  const totalShown = total === 0 || total >= least;
  const places = await countPlaces(db, looked, 4);
  const names = await namesOf(db, [province, ...places.map(({ region }) => region)]);
  const nameOf = (code: string) => names.get(code) ?? { zh: code, en: code };
  const shownTopics = hideSmall(
    topics.map(({ count }) => count),
    least,
    totalShown,
  );
  const shownPlaces = hideSmall(
    places.map(({ count }) => count),
    least,
    totalShown,
  );
  return {
    month: monthOf(first),
    months: months.map(monthOf),
    name: nameOf(province),
    least,
    total: totalShown ? total : null,
    topics: topics.map(({ topic }, n) => ({ ...topicName(registry, topic), count: shownTopics[n]! })),
    places: places.map(({ region }, n) => ({
      region,
      name: nameOf(region),
      kind: region === province ? ('residual' as const) : ('region' as const),
      count: shownPlaces[n]!,
    })),
    basis: analysisRules.basis,
    demonstration: await hasDemonstration(db, looked),
  };
}
