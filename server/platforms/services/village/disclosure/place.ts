import type { z } from 'zod';
import type { Queries } from '#base/db';
import { Refusal } from '#base/errors';
import type { villageApi } from '#contract/services/village';
import { levelOf, lineage } from '#spine/regions/region-codes';
import { toDutyRow } from './duty-view.ts';
import { dutiesOfVillage, namesOf, ratesOf, yearsOf } from './store.ts';

type Place = z.input<typeof villageApi.getVillagePlace.response>;

/**
 * Disclosure as everybody sees it: of a village each duty of a year, of a division what lies below it. A village that does
 * not take part has no duties, and says so by `villages: 0`. Refusal: region-unknown.
 */
export async function placeOf(
  db: Queries,
  region: string,
  today: string,
  year = Number(today.slice(0, 4)),
): Promise<Place> {
  const names = await namesOf(db, lineage(region));
  const own = names.find(({ code }) => code === region);
  if (!own) throw new Refusal('region-unknown', { field: 'region', expected: 'a division of this province' });
  const { whole, below } = await ratesOf(db, region, year, today);
  const none = {
    villages: 0,
    duties: 0,
    waiting: 0,
    missing: 0,
    published: 0,
    publishedLate: 0,
    unanswered: 0,
  };
  const duties = levelOf(region) === 'village' ? await dutiesOfVillage(db, region, year, today) : [];
  return {
    whole: whole ?? { region, regionName: own.name, level: own.level, ...none },
    path: names.map(({ code, name }) => ({ code, name })),
    below,
    duties: duties.map(toDutyRow),
    years: await yearsOf(db, region),
  };
}
