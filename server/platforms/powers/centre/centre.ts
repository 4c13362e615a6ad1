import type { z } from 'zod';
import type { Queries } from '#base/db';
import { groupBy } from '#base/group-by';
import { toRfc3339 } from '#base/time';
import { centreApi, runningColours } from '#contract/powers/centre';
import type { RuleFacts } from '#spine/alerts/rule';
import { ruleTable } from '#spine/alerts/rules/rule-table';
import type { Registry } from '#spine/catalogue/registry';
import type { Spine } from '#spine/spine';
import { dayOf } from '#spine/statistics/tally';
import { type AddedUp, addUp } from '#spine/statistics/add-up';
import { nameOfRegion, trendOf } from '#spine/statistics/overview';
import { runningCases } from '#spine/statistics/views/running';
import { countCameras, listCameras } from '../halls/store.ts';
import { toCameraRow } from '../halls/views.ts';
import { stepTimes } from './step-times.ts';
import { anomaliesSince, carriedByLevel, endedCases, type Sight } from './store.ts';

type Centre = z.output<typeof centreApi.getCentre.response>;

const dayMs = 86_400_000;
/** Ended cases that the times of steps are taken from, at most. */
const mostSampled = 3_000;
/** A step seen less often says nothing yet. */
const leastCases = 5;
const mostRows = 20;
const shownCameras = 8;
const levelOf = { red: 3, yellow: 2, notice: 1 } as const;
/** Class 1 is time: being late is counted by cards, not as an anomaly. */
const isAnomaly = ({ ruleClass }: RuleFacts): boolean => ruleClass !== 1;

/** What the supervision centre looks at, of one division. @param sight what whoever asks may see of it */
export async function centreOf(
  { pool, registry, now }: Pick<Spine, 'pool' | 'registry' | 'now'>,
  db: Queries,
  sight: Sight,
  days: number,
): Promise<Centre> {
  const added = await addUp(pool);
  const at = now();
  const today = dayOf(at);
  const from = at - days * dayMs;
  const rules = Object.values(ruleTable).filter(isAnomaly);
  const [name, day, running, carried, ended, found, cameras] = await Promise.all([
    nameOfRegion(pool, sight.region),
    sight.statistics ? todayOf(added, pool, sight.region, today) : null,
    runningCases(added, { pool, registry }, sight.cases, sight.region, today),
    carriedByLevel(db, sight),
    endedCases(db, sight, { from, most: mostSampled }),
    anomaliesSince(db, sight, { from, rules: rules.map(({ code }) => code) }),
    camerasOf(db, sight),
  ]);
  return {
    region: sight.region,
    name,
    asOf: toRfc3339(at),
    day: dateOf(today),
    from: dateOf(dayOf(from)),
    today: day,
    running: runningByColour(running, carried),
    steps: slowest(registry, ended),
    sampled: ended.length,
    cameras,
    ...anomalies(found),
  };
}

/** `running`: all of them, of which these carry a card. Both are counted at once, but not in one look: a case may end in between. */
function runningByColour(
  running: number,
  carried: Awaited<ReturnType<typeof carriedByLevel>>,
): Centre['running'] {
  const withCard = carried.reduce((sum, { cases }) => sum + cases, 0);
  return runningColours.map((colour) => ({
    colour,
    cases:
      colour === 'none'
        ? Math.max(0, running - withCard)
        : (carried.find(({ level }) => level === levelOf[colour])?.cases ?? 0),
  }));
}

/** Cameras of halls, those that are away first. */
async function camerasOf(db: Queries, { region, cases }: Sight): Promise<Centre['cameras']> {
  const page = { page: 1, pageSize: shownCameras, region, status: 'in-use' as const };
  const [{ cameras: total, online, offline }, { rows }] = await Promise.all([
    countCameras(db, cases, region),
    listCameras(db, cases, page),
  ]);
  return {
    total,
    online,
    offline,
    rows: rows.map(toCameraRow).map(({ id, name, hall, stream, streamSince: since }) => ({
      id,
      name,
      hall,
      stream,
      since,
    })),
  };
}

const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

async function todayOf(
  added: AddedUp,
  pool: Spine['pool'],
  region: string,
  today: number,
): Promise<Centre['today']> {
  const [day] = await trendOf(added, pool, region, today, 1);
  return day!.counters;
}

/** The steps of all items, each by its own name in the flow; what the flow does not have goes by its code. */
function slowest(registry: Registry, ended: Awaited<ReturnType<typeof endedCases>>): Centre['steps'] {
  const byItem = groupBy(ended, ({ itemId }) => itemId);
  return [...byItem]
    .flatMap(([itemId, cases]) => {
      const item = registry.newestById(itemId);
      const times = stepTimes(
        cases.map(({ state }) => state),
        leastCases,
      );
      return times.map(({ step, cases: n, median, p90 }) => ({
        item: item.code,
        itemName: item.name,
        step,
        stepName: item.flow.steps.find(({ code }) => code === step)?.name ?? { zh: step, en: step },
        cases: n,
        medianHours: rounded(median),
        p90Hours: rounded(p90),
      }));
    })
    .sort((a, b) => b.medianHours - a.medianHours || a.item.localeCompare(b.item))
    .slice(0, mostRows);
}

const rounded = (hours: number): number => Math.round(hours * 10) / 10;

function anomalies(found: Awaited<ReturnType<typeof anomaliesSince>>): Pick<Centre, 'organs' | 'anomalies'> {
  const organs = [...groupBy(found, ({ organ }) => organ)].map(([code, rows]) => ({
    code,
    name: rows[0]!.name,
    anomalies: rows.reduce((sum, { alerts }) => sum + alerts, 0),
    red: rows.reduce((sum, { red }) => sum + red, 0),
  }));
  const rules = [...groupBy(found, ({ rule }) => rule)].map(([rule, rows]) => ({
    rule,
    title: ruleTable[rule]!.title,
    alerts: rows.reduce((sum, { alerts }) => sum + alerts, 0),
  }));
  return {
    organs: organs
      .sort((a, b) => b.anomalies - a.anomalies || b.red - a.red || a.code.localeCompare(b.code))
      .slice(0, mostRows),
    anomalies: rules.sort((a, b) => b.alerts - a.alerts || a.rule.localeCompare(b.rule)),
  };
}
