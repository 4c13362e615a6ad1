import { inTransaction } from '#base/db';
import type { Say } from '#base/log';
import { type Instant, toRfc3339 } from '#base/time';
import { letSourceGoLive } from '#spine/catalogue/go-live';
import { ensureSource, saveItems, saveOrgans } from '#spine/catalogue/register';
import type { RegisteredSource } from '#spine/catalogue/registry';
import { admit, type IncomingEvent } from '#spine/journal/incoming';
import { type Division, readDivisions } from '#spine/regions/read-divisions';
import type { Spine } from '#spine/spine';
import { seedCorrections } from './seed-corrections.ts';
import { type DemonstrationData, readDemonstration } from './demonstration-data.ts';
import { type DemonstrationItem, expandItems } from './expand-items.ts';
import { expandOrgans } from './expand-organs.ts';
import { eventsInOrder, planProvince } from './plan-cases.ts';

/** History and stream of the demonstration: told as a replay of the past, then live like any department's system. */
export const demonstrationSource = {
  code: 'demonstration',
  name: '演示数据 Demonstration data',
  demonstration: true,
} as const;

/** Cases of a first start: enough for every screen, few enough to be there in less than a minute. */
const seededCases = 12_000;
const chunk = 2_000;

/** The demonstration's organs, items and divisions, expanded from its data. */
export interface DemonstrationWorld {
  data: DemonstrationData;
  divisions: Division[];
  items: DemonstrationItem[];
}

type WholeWorld = DemonstrationWorld & { organs: ReturnType<typeof expandOrgans> };

export interface SeedOptions {
  cases?: number;
  /** Instead of the whole province. */
  world?: WholeWorld;
}

export async function readWorld(): Promise<WholeWorld> {
  const data = readDemonstration();
  const divisions: Division[] = [];
  for await (const division of readDivisions()) divisions.push(division);
  const organs = expandOrgans(data, divisions);
  return { data, divisions, organs, items: expandItems(data, organs) };
}

async function setting(spine: Spine, key: string): Promise<string | undefined> {
  const { rows } = await spine.pool.query<{ value: string }>(
    'SELECT value FROM installation WHERE key = $1',
    [key],
  );
  return rows[0]?.value;
}

/** The instant that the province is planned for: kept, so that a seeding that was broken off goes on with the same plan. */
async function plannedFor(spine: Spine): Promise<Instant> {
  await spine.pool.query(
    `INSERT INTO installation (key, value) VALUES ('demonstration-now', $1) ON CONFLICT DO NOTHING`,
    [toRfc3339(spine.now())],
  );
  return Date.parse((await setting(spine, 'demonstration-now'))!);
}

/** Advisory lock of whoever makes the province: two at once would run clocks ahead of what the other still has to tell. */
const seedingKey = 7_241;

/**
 * Makes the demonstration province where it is missing: organs, items, months of cases, corrections. Everything goes
 * through the doors of real work. Broken off, it goes on where it stopped. Returns the cases it holds, or null when it
 * was there already.
 */
export async function seedDemonstration(
  spine: Spine,
  say: Say,
  options: SeedOptions = {},
): Promise<{ cases: number; events: number } | null> {
  if (await setting(spine, 'demonstration-seeded')) return null;
  const turn = await spine.pool.connect();
  try {
    await turn.query('SELECT pg_advisory_lock($1)', [seedingKey]);
    return await seed(spine, say, options);
  } finally {
    // The lock ends with the connection, whatever has happened.
    turn.release(true);
  }
}

async function seed(
  spine: Spine,
  say: Say,
  { cases = seededCases, world: given }: SeedOptions,
): Promise<{ cases: number; events: number } | null> {
  if (await setting(spine, 'demonstration-seeded')) return null;
  say('Making the demonstration province (invented people and cases)');
  const world = given ?? (await readWorld());
  await saveOrgans(
    spine.pool,
    world.organs.map((one) => one.organ),
    true,
  );
  await saveItems(
    spine.pool,
    world.items.map((one) => one.item),
    true,
  );
  await ensureSource(spine.pool, { ...demonstrationSource, mode: 'replay' });
  await spine.registry.refresh();
  const source = spine.registry.source(demonstrationSource.code)!;
  const now = await plannedFor(spine);
  const made = await tellHistory(spine, { ...world, cases }, source, now, say);
  await passTime(spine, source, now, say);
  say('Corrections of some of the warnings');
  await seedCorrections(spine, source, now);
  await goLive(spine, source);
  return made;
}

/** Once only: whoever goes on with the corrections must not run their clocks ahead of the acts that are still to be told. */
async function passTime(spine: Spine, source: RegisteredSource, now: Instant, say: Say): Promise<void> {
  const { rows } = await spine.pool.query<{ passed: boolean }>(
    'SELECT coalesce(ticked_to >= $2::timestamptz, false) AS passed FROM source WHERE id = $1',
    [source.id, toRfc3339(now)],
  );
  if (rows[0]!.passed) return;
  say('Letting time pass: warnings are given');
  await spine.pool.query('UPDATE source SET now_at = $2 WHERE id = $1', [source.id, toRfc3339(now)]);
  await spine.ticker.tickReplay(source.id, now);
}

async function tellHistory(
  spine: Spine,
  world: DemonstrationWorld & { cases: number },
  source: RegisteredSource,
  now: Instant,
  say: Say,
) {
  const calendar = spine.registry.calendar('CN');
  let cases = 0;
  let events = 0;
  let told = 0;
  for (const city of planProvince({ ...world, calendar, now, source: source.code })) {
    cases += city.cases.length;
    let waiting: IncomingEvent[] = [];
    const flush = async (): Promise<void> => {
      const answers = await spine.journal.append(waiting);
      const refused = answers.find((answer) => answer.outcome === 'refused' || answer.outcome === 'conflict');
      if (refused) throw new Error(`the demonstration was refused: ${JSON.stringify(refused)}`);
      events += waiting.length;
      waiting = [];
    };
    for (const event of eventsInOrder(city)) {
      waiting.push(admit(event, spine.registry, source, spine.now()));
      if (waiting.length === chunk) await flush();
    }
    await flush();
    const percent = Math.min(100, Math.round((cases * 100) / world.cases));
    if (percent >= told + 20) say(`  ${percent} % of the cases`);
    if (percent >= told + 20) told = percent;
  }
  return { cases, events };
}

/** From now on the source is live: its clocks run on recorded time. With it the province is there, or not yet. */
async function goLive(spine: Spine, source: RegisteredSource): Promise<void> {
  await inTransaction(spine.pool, async (client) => {
    await letSourceGoLive(client, source.id, spine.now());
    await client.query(
      `INSERT INTO installation (key, value) VALUES ('demonstration-seeded', $1) ON CONFLICT DO NOTHING`,
      [toRfc3339(spine.now())],
    );
  });
  await spine.registry.refresh();
}
