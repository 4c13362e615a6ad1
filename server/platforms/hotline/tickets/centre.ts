import { Refusal } from '#base/errors';
import type { RegisteredOrgan } from '#spine/catalogue/registry';
import { ancestorAt, levelOf } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';

/** A centre of the hotline alone has it in its name; elsewhere the service centre runs it. */
const runsHotline = ({ kind, name }: RegisteredOrgan): boolean =>
  kind === 'service-centre' || name.zh.endsWith(ownName);
const ownName = '热线受理中心';

/** Codes of centres by city: looked for among all organs once, and again when the one that was found is gone. */
const known = new WeakMap<Spine['registry'], Map<string, string>>();

/** The centre that takes in what is reported of a place: of its city, else of the province. Refusal: organ-unknown. */
export function centreOf({ registry }: Pick<Spine, 'registry'>, region: string): RegisteredOrgan {
  const byPlace = known.get(registry) ?? new Map<string, string>();
  known.set(registry, byPlace);
  const city = ancestorAt(region, 'city') ?? region;
  const before = byPlace.get(city);
  const kept = before === undefined ? undefined : registry.organ(before);
  if (kept) return kept;
  const places = [city, ancestorAt(region, 'province') ?? region];
  const found = [...registry.organs()]
    .filter((organ) => runsHotline(organ) && places.includes(organ.region))
    .sort((a, b) => rank(a) - rank(b))[0];
  if (!found)
    throw new Refusal('organ-unknown', {
      field: 'place.region',
      expected: 'a place with a centre of the hotline, in its city or province',
    });
  byPlace.set(city, found.code);
  return found;
}

const rank = ({ name, region }: RegisteredOrgan): number =>
  (levelOf(region) === 'city' ? 0 : 10) + (name.zh.endsWith(ownName) ? 0 : 1);
