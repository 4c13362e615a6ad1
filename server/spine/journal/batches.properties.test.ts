import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseEventType } from '#contract/events';
import { stateColumns, type StoredState } from '#spine/cases/stored-state';
import { Ticker } from '#spine/clocks/ticker';
import { addUp } from '#spine/statistics/add-up';
import { counterNames } from '#spine/statistics/tally';
import { day, hour, openLibrary, opening, type Told } from '../../../tests/support/library-loans.ts';
import { wholeCase } from '../../../tests/support/whole-case.ts';

/**
 * The same stories are told in two cities that are alike: in the one event by event, in the other in batches cut at will,
 * with events sent again, or with tickers coming by at any moment. Both must look the same afterwards, and as the journal
 * tells them.
 */
const library = await openLibrary();
const { spine, query } = library;
/** More runs, or other stories, by the environment. */
const numRuns = Number(process.env.MINGJING_PROPERTY_RUNS ?? 25);
const seed = Number(process.env.MINGJING_PROPERTY_SEED ?? 20_260_302);

interface Act {
  /** Which case of the run. */
  of: number;
  type: CaseEventType;
  data: Record<string, unknown>;
  /** Hours after the act before. */
  after: number;
}

const actors = ['Wang Desk', 'Zhang Head', 'Li Desk'];
const acted = fc.record({ actor: fc.constantFrom(...actors), post: fc.constantFrom('desk', 'head') });
const dataOf: Partial<Record<CaseEventType, fc.Arbitrary<Record<string, unknown>>>> = {
  'case.step-done': fc.record({
    step: fc.constantFrom('request', 'search', 'fetch', 'hand-over', 'unknown'),
  }),
  'case.paused': fc.constantFrom(
    { procedure: 'hearing', basis: 'rule 7', expectedDays: 5, approver: 'Zhang Head', notice: '7' },
    { procedure: 'other', basis: 'rule 8' },
  ),
  'case.extended': fc.constant({ n: 3, unit: 'working-day', basis: 'rule 9', approver: 'Zhang Head' }),
  'case.decided': fc.constant({ outcome: 'granted', reason: 'as asked for' }),
  'case.correction-asked': fc.constant({ reason: 'the slip is missing' }),
  'case.fee-charged': fc.constantFrom({ due: 10, paid: 10, fee: 'deposit' }, { due: 10, paid: 12 }),
  'case.closed': fc.constantFrom({}, { contents: ['slip'] }),
  'case.amended': fc.constant({ field: 'title' }),
};
const types: CaseEventType[] = [
  'case.step-done',
  'case.step-done',
  'case.step-done',
  'case.accepted',
  'case.correction-asked',
  'case.corrected',
  'case.paused',
  'case.resumed',
  'case.extended',
  'case.decided',
  'case.fee-charged',
  'case.amended',
  'case.closed',
  'case.closed',
  'case.withdrawn',
];
const cases = 3;
const act: fc.Arbitrary<Act> = fc.constantFrom(...types).chain((type) =>
  fc.record({
    of: fc.integer({ min: 0, max: cases - 1 }),
    type: fc.constant(type),
    data: fc.tuple(dataOf[type] ?? fc.constant({}), acted).map(([own, who]) => ({ ...own, ...who })),
    /** Within the hour, within the limits, or beyond them all. */
    after: fc.oneof(
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 0, max: 500 }),
    ),
  }),
);
const story = fc.array(act, { minLength: 1, maxLength: 22 });

/** Where each case of a run lies, in either city. */
const places = [
  { below: '02000000', organ: 'branch', item: 'loan' },
  { below: '02001002', organ: 'van', item: 'loan' },
  { below: '00000000', organ: 'city-library', item: 'card' },
];

let runs = 0;
/** The events of a story in one city. Each case opens with the first act that names it. */
function eventsOf(
  acts: readonly Act[],
  run: number,
  city: 1 | 2,
  source: Told['source'],
  from: number,
): Told[] {
  const opened = new Set<number>();
  const events: Told[] = [];
  let at = from;
  for (const [i, one] of acts.entries()) {
    at += one.after * hour;
    const number = `${run}-${one.of}`;
    const { below, organ, item } = places[one.of]!;
    const common = { source, number, region: `370${city}${below}`, at };
    if (!opened.has(one.of)) {
      opened.add(one.of);
      events.push({
        ...common,
        id: `${run}:${city}:open:${one.of}`,
        type: 'case.opened',
        data: { item, organ: `${organ}-${city}` },
      });
    }
    events.push({ ...common, id: `${run}:${city}:${i}`, type: one.type, data: one.data });
  }
  return events;
}

/** Everything that is folded from the journal of one city, with what names the city taken out. */
async function stateOf(city: 1 | 2) {
  const code = 3700 + city;
  const division = new RegExp(`(?<!\\d)370${city}(?=\\d{8}(?!\\d))`, 'g');
  const ofCity = new RegExp(`(city-library|branch|van)-${city}`, 'g');
  const of = (rows: Record<string, unknown>[]) =>
    JSON.parse(JSON.stringify(rows).replaceAll(division, '3700').replaceAll(ofCity, '$1')) as unknown[];
  const counters = counterNames.join(', ');
  const organ = '(SELECT code FROM organ WHERE id = organ_id) AS organ';
  return {
    cases: of(
      (
        await query<StoredState & { seq: number }>(
          `SELECT number, source_id, item_id, item_version, ${organ}, region, seq, late, ${stateColumns}
           FROM cases c WHERE city = ${code} ORDER BY number`,
        )
      ).map(wholeCase),
    ),
    clocks: of(
      await query(
        `SELECT c.number, k.live, k.ledger, (SELECT json_agg(r) FROM json_array_elements(k.rungs::json) AS r WHERE r ->> 2 <> 'INACTION') AS rungs, k.due_at
         FROM clock k JOIN cases c ON c.city = k.city AND c.id = k.case_id WHERE k.city = ${code} ORDER BY c.number`,
      ),
    ),
    alerts: of(
      await query(
        `SELECT c.number, a.key, a.rule, a.level, a.status, a.region, a.fired_at, a.evidence
         FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id WHERE a.city = ${code} ORDER BY c.number, a.key`,
      ),
    ),
    cube: of(
      await query(
        `SELECT * FROM (SELECT day, region, ${organ}, item_id, ${counters} FROM tally_cube WHERE city = ${code}) x ORDER BY day, region, organ, item_id`,
      ),
    ),
    places: of(
      await query(`SELECT region, ${counters} FROM tally_place WHERE city = ${code} ORDER BY region`),
    ),
    days: of(
      await query(`SELECT region, day, ${counters} FROM tally_day WHERE city = ${code} ORDER BY region, day`),
    ),
    organs: of(
      await query(
        `SELECT * FROM (SELECT ${organ}, ${counters} FROM tally_organ WHERE city = ${code}) x ORDER BY organ`,
      ),
    ),
    items: of(
      await query(
        `SELECT region, item_id, ${counters} FROM tally_item WHERE city = ${code} ORDER BY region, item_id`,
      ),
    ),
    cityItems: of(
      await query(`SELECT item_id, ${counters} FROM tally_city_item WHERE city = ${code} ORDER BY item_id`),
    ),
    pace: of(
      await query(
        `SELECT source_id, actor, times FROM actor_pace WHERE city = ${code} ORDER BY source_id, actor`,
      ),
    ),
  };
}

async function bothAlike(): Promise<void> {
  await addUp(library.spine.pool);
  const [one, other] = [await stateOf(1), await stateOf(2)];
  expect(one.cube.length).toBeGreaterThan(0);
  expect(other).toEqual(one);
  expect(await library.replay()).toMatchObject({ differences: 0, listed: [] });
}

describe('however events are cut into batches', () => {
  test(
    'given any stories, any cuts and any repetitions, then cases, clocks, alerts and roll-ups are those of one by one',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          story,
          fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 5 }),
          fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }),
          async (acts, cuts, repeats) => {
            const run = runs++;
            const from = opening - 1_000 * day;
            for (const event of eventsOf(acts, run, 1, 'archive', from))
              expect(await library.tell([event])).toMatchObject([{ outcome: 'accepted' }]);
            const once = eventsOf(acts, run, 2, 'archive', from);
            const sent = [...once];
            // An event comes again somewhere after its first coming.
            for (const [which, where] of repeats) {
              const i = which % sent.length;
              sent.splice(i + 1 + (where % (sent.length - i)), 0, sent[i]!);
            }
            const outcomes: string[] = [];
            for (let i = 0, cut = 0; i < sent.length; cut++) {
              const n = cuts[cut % cuts.length]!;
              outcomes.push(...(await library.tell(sent.slice(i, i + n))).map((answer) => answer.outcome));
              i += n;
            }
            expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(once.length);
            expect(outcomes.filter((outcome) => outcome === 'duplicate')).toHaveLength(repeats.length);
            await bothAlike();
          },
        ),
        { numRuns, seed },
      );
      await spine.ticker.tickReplay(spine.registry.source('archive')!.id, opening);
      await bothAlike();
    },
    60_000 + numRuns * 10_000,
  );
});

describe('however often tickers come by', () => {
  let present = opening;
  const ticker = new Ticker(spine.pool, spine.fold, [3702]);

  test(
    'given live stories and ticks at any moment, then the same warnings are given at the same times',
    async () => {
      await fc.assert(
        fc.asyncProperty(story, fc.array(fc.boolean(), { minLength: 1 }), async (acts, ticks) => {
          const run = runs++;
          const plan = ([1, 2] as const).map((city) => eventsOf(acts, run, city, 'counter', present));
          for (let i = 0; i < plan[0]!.length; i++) {
            const { at } = plan[0]![i]!;
            if (ticks[i % ticks.length]) {
              const between = present + Math.floor((at! - present) / 2);
              await library.setNow(between);
              await ticker.tick(between);
            }
            present = at!;
            await library.setNow(present);
            for (const events of plan)
              expect(await library.tell([events[i]!])).toMatchObject([{ outcome: 'accepted' }]);
          }
          present += 3 * day;
          await library.setNow(present);
          await spine.ticker.catchUp(present);
          await bothAlike();
        }),
        { numRuns, seed },
      );
    },
    60_000 + numRuns * 10_000,
  );
});
