import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { inTransaction } from '#base/db';
import type { Say } from '#base/log';
import type { Coordinates, PointContent } from '#contract/services/points';
import type { Bilingual } from '#contract/text';
import type { RegisteredOrgan } from '#spine/catalogue/reference-rows';
import { evenly } from '#spine/demonstration/expand-organs';
import { readMissionFigures } from '#spine/demonstration/mission-figures';
import { demonstrationAccounts } from '#spine/identity/demonstration-accounts';
import { ancestorAt } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { departmentWindow, type SeedPlace, serviceCentre, townCentre, villagePoint } from './seed-content.ts';
import {
  firstPointOf,
  hasAgents,
  hasPoints,
  insertAgent,
  insertPoints,
  levelNumber,
  listDivisions,
} from './store.ts';

type Division = { code: string; name: Bilingual; level: number };
interface SeedPoint {
  organId: number;
  content: PointContent;
}

const topology = new URL('../../../../reference/map/shandong.topo.json', import.meta.url);
const outlines = z.object({
  objects: z.record(
    z.string(),
    z.object({
      geometries: z.array(
        z.object({ properties: z.object({ code: z.string(), center: z.tuple([z.number(), z.number()]) }) }),
      ),
    }),
  ),
});

/** Seats of cities and counties by their code of six digits; the map's own points, so that they lie on its outlines. */
function readSeats(): Map<string, Coordinates> {
  const { objects } = outlines.parse(JSON.parse(readFileSync(topology, 'utf8')));
  const shapes = [...(objects.cities?.geometries ?? []), ...(objects.counties?.geometries ?? [])];
  return new Map(
    shapes.map(({ properties: { code, center } }) => [
      code,
      { longitude: center[0], latitude: center[1], datum: 'GCJ-02' as const },
    ]),
  );
}

/** One in so many is suspended: a board that shows only good news has not been tried. */
const suspendedEvery = { 5: 97, 6: 211 } as Record<number, number>;
/** Departments that sit in every hall, by the ending of their name. */
const seated = ['市场监督管理局', '人力资源和社会保障局'];
const generalWindows = { 3: 3, 4: 2 } as Record<number, number>;

/** The list under a key, made where there is none. */
function listed<T>(lists: Map<string, T[]>, key: string): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** Where every point of the demonstration is, and under which organ: real divisions, invented organs. */
class PointPlan {
  readonly points: SeedPoint[] = [];
  readonly #items = new Map<string, string[]>();
  readonly #seats = readSeats();
  readonly #divisions: Map<string, Division>;
  readonly #organs: RegisteredOrgan[];
  readonly #made = new Map<number, number>();
  readonly #organsAt = new Map<string, RegisteredOrgan[]>();

  constructor(spine: Spine, divisions: readonly Division[]) {
    this.#divisions = new Map(divisions.map((one) => [one.code, one]));
    this.#organs = [...spine.registry.organs()].filter(({ demonstration }) => demonstration);
    for (const organ of this.#organs) listed(this.#organsAt, organ.region).push(organ);
    for (const { organ, code } of spine.registry.items()) listed(this.#items, organ).push(code);
  }

  /** Organs of a kind and a level, in order of division. */
  organsOf(level: number, kind: RegisteredOrgan['kind']): RegisteredOrgan[] {
    return this.#organs
      .filter((organ) => organ.kind === kind && levelNumber(organ.region) === level)
      .sort((a, b) => a.regionCode - b.regionCode || a.code.localeCompare(b.code));
  }

  departmentsAt(region: string) {
    return seated.flatMap((ending) => {
      const organ = this.#organsAt.get(region)?.find(({ name }) => name.zh.endsWith(ending));
      const items = organ && this.#items.get(organ.code);
      return organ && items ? [{ organ, items }] : [];
    });
  }

  add(organ: RegisteredOrgan, region: string, make: (place: SeedPlace) => PointContent): void {
    const division = this.#divisions.get(region);
    if (!division) return;
    const { level } = division;
    const nth = (this.#made.get(level) ?? 0) + 1;
    this.#made.set(level, nth);
    const every = suspendedEvery[level];
    const seat = this.#seats.get(region.slice(0, 6));
    const place: SeedPlace = {
      organ,
      region: division,
      coordinates: level === 3 || level === 4 ? (seat ?? null) : null,
      items: this.#items.get(organ.code) ?? [],
      departments: level === 3 || level === 4 ? this.departmentsAt(region) : [],
      suspended: every !== undefined && nth % every === 0,
    };
    this.points.push({ organId: organ.id, content: make(place) });
  }
}

/** Villages under the towns that have a centre: those with an organ of their own first, then others at even distances. */
function chooseVillages(
  divisions: readonly Division[],
  towns: ReadonlySet<string>,
  own: ReadonlySet<string>,
  count: number,
): string[] {
  const villages = divisions.filter(({ level, code }) => level === 6 && towns.has(ancestorAt(code, 'town')!));
  const others = villages.filter(({ code }) => !own.has(code)).map(({ code }) => code);
  return [...own, ...evenly(others, Math.max(0, count - own.size))].sort();
}

/** The points of the demonstration as the mission counts them, as far as today's divisions go. */
export function planPoints(spine: Spine, divisions: readonly Division[]): SeedPoint[] {
  const plan = new PointPlan(spine, divisions);
  const departments = plan.organsOf(2, 'department').filter(({ windows }) => windows.length > 0);
  for (const organ of departments) plan.add(organ, organ.region, departmentWindow);
  for (const level of [3, 4])
    for (const organ of plan.organsOf(level, 'service-centre'))
      plan.add(organ, organ.region, (place) => serviceCentre(place, generalWindows[level]!));
  const centres = new Map(plan.organsOf(5, 'town-centre').map((organ) => [organ.region, organ]));
  for (const organ of centres.values()) plan.add(organ, organ.region, townCentre);
  const own = new Map(plan.organsOf(6, 'village-point').map((organ) => [organ.region, organ]));
  const figure = readMissionFigures().figures.find(({ id }) => id === 'village-points');
  const chosen = chooseVillages(divisions, new Set(centres.keys()), new Set(own.keys()), figure?.n ?? 0);
  for (const code of chosen) {
    const organ = own.get(code) ?? centres.get(ancestorAt(code, 'town')!);
    if (organ) plan.add(organ, code, villagePoint);
  }
  return plan.points;
}

/** Rows of one statement. */
const chunk = 6_000;

/**
 * Registers the points of the demonstration where there is none yet, in bulk. Returns how many, or null where there were
 * some already.
 */
export async function seedPoints(spine: Spine, say: Say): Promise<number | null> {
  if (await hasPoints(spine.pool)) return null;
  const points = planPoints(spine, await listDivisions(spine.pool));
  const writer = { accountId: null, actor: 'demonstration', at: spine.now() };
  // All or none: whoever is interrupted begins anew.
  await inTransaction(spine.pool, async (client) => {
    for (let at = 0; at < points.length; at += chunk)
      await insertPoints(client, points.slice(at, at + chunk), writer, true);
  });
  say(`${points.length} service points of five levels`);
  return points.length;
}

/** Makes the invented village clerks agents of the point of their organ. Once: who was struck off stays off. */
export async function seedAgents(spine: Spine): Promise<void> {
  if (await hasAgents(spine.pool)) return;
  const writer = { accountId: null, actor: 'demonstration', at: spine.now() };
  const { accounts } = await demonstrationAccounts(spine);
  for (const { account, grants } of accounts)
    for (const { role, organ } of grants) {
      const registered = role === 'village-clerk' && organ ? spine.registry.organ(organ.code) : undefined;
      const point = registered && (await firstPointOf(spine.pool, registered.id));
      if (point) await insertAgent(spine.pool, point, account, writer);
    }
}
