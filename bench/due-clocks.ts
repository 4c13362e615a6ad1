import type pg from 'pg';
import { type Instant, systemNow } from '#base/time';
import { admit } from '#spine/journal/incoming';
import { ensureSource } from '#spine/catalogue/register';
import { readRungs } from '#spine/clocks/stored-clocks';
import type { TimetableRung } from '#spine/clocks/timetable';
import { tallyTables, type Workbench } from './workbench-database.ts';

/** A clock as the journal writes it, to be copied set-based. */
export interface SampleClock {
  sourceId: number;
  ledger: string;
  rungs: TimetableRung[];
}

const hour = 3_600_000;
/** Times of the rungs differ by whole seconds, so that an hour's are written once. */
const secondsAnHour = 3_600;
const itemsPerOrgan = 20;

/** Opens one case of a live source and reads the clock that the pipeline made for it. */
export async function sampleClock(bench: Workbench): Promise<SampleClock> {
  const { registry, journal, pool, now } = bench.spine;
  await ensureSource(pool, { code: 'bench-live', name: 'bench', mode: 'live', demonstration: true });
  await registry.refresh();
  const source = registry.source('bench-live')!;
  const event = {
    specversion: '1.0',
    id: 'sample#0',
    source: 'bench-live',
    type: 'case.opened',
    subject: 'sample',
    time: new Date(now()).toISOString(),
    region: '370100000000',
    data: {
      item: 'bench.licence',
      organ: 'bench.370100000000',
      title: 'Sample',
      channel: 'window',
      actor: 'clerk',
    },
  };
  const answer = await journal.appendOne(admit(event, registry, source, now()));
  if (answer.outcome !== 'accepted') throw new Error(`refused in the bench: ${JSON.stringify(answer)}`);
  const { rows } = await pool.query<{ ledger: string; rungs: string }>(
    'SELECT ledger, rungs FROM clock WHERE source_id = $1',
    [source.id],
  );
  const { ledger, rungs } = rows[0]!;
  return { sourceId: source.id, ledger, rungs: readRungs(rungs) };
}

/** The rungs moved in time so that the one at `i` lies at `at`, as text for SQL's format(): each time plus an offset. */
function moved(rungs: TimetableRung[], i: number, at: Instant): { text: string; offsets: number[] } {
  const shift = at - rungs[i]![0];
  const text = JSON.stringify(rungs.map(([, ...rest]) => ['TIME', ...rest]));
  return {
    text: text.replaceAll('%', '%%').replaceAll('"TIME"', '%s'),
    offsets: rungs.map(([time]) => time + shift),
  };
}

/**
 * Writes `count` clocks of open cases, spread over all cities and their counties and over twenty items an organ, each
 * with its next rung at `at` or up to an hour before. Two of three have a warning next, one the red card.
 */
export async function fillClocks(
  owner: pg.Pool,
  sample: SampleClock,
  count: number,
  at: Instant,
): Promise<void> {
  const next = sample.rungs.flatMap(([, , rule], i) => (rule === 'INACTION' ? [] : [i])).slice(0, 3);
  const fillPart = async (k: number, i: number): Promise<void> => {
    const { text, offsets } = moved(sample.rungs, i, at);
    const part = Math.floor(count / next.length) + (k < count % next.length ? 1 : 0);
    const times = offsets.map((offset) => `${offset}::int8 - s * 1000`);
    await owner.query(
      `WITH place AS (
         SELECT code, (row_number() OVER (ORDER BY code))::int AS organ, count(*) OVER () AS places FROM region WHERE level IN (3, 4)
       ), timetable AS MATERIALIZED (
         SELECT s, format($4::text, ${times.join(', ')}) AS rungs, to_timestamp((${times[i]}) / 1000.0) AS next_at,
           to_timestamp((${times.at(-1)}) / 1000.0) AS due_at FROM generate_series(0, ${secondsAnHour - 1}::int8) AS s
       )
       INSERT INTO clock (city, case_id, source_id, live, item_id, organ_id, region, ledger, rungs, next_i, next_at, due_at)
       SELECT code / 100000000, $1::int8 + n, $2::int4, true, 1 + n / places % ${itemsPerOrgan}, organ, code, $3::text,
         rungs, $5::int2, next_at, due_at
       FROM generate_series(0, $6::int8 - 1) AS n JOIN place ON organ = 1 + n * 7919 % places JOIN timetable ON s = n * 7 % ${secondsAnHour}`,
      [1_000_000 + k * count, sample.sourceId, sample.ledger, text, i, part],
    );
  };
  await Promise.all(next.map((i, k) => fillPart(k, i)));
  await owner.query('VACUUM (ANALYZE) clock');
}

/** Takes away all clocks and alerts and what was counted of them. */
export async function clearClocks(owner: pg.Pool): Promise<void> {
  await owner.query(`TRUNCATE clock, alert, alert_write, ${tallyTables}`);
}

export const dueNow = (): Instant => systemNow() - 2 * hour;
