import { createHash } from 'node:crypto';
import { saveOrgans } from '#spine/catalogue/register';
import { computeScores } from '#spine/scores/compute';
import { monthsOf } from '#spine/scores/periods';
import { bytesOf } from '#spine/scores/score-bytes';
import { median, type Result } from './result.ts';
import { benchItem, openWorkbench, type Workbench } from './workbench-database.ts';

const organCount = 2_000;
const caseCount = 1_000_000;
const rounds = 3;
const limitMs = 20_000;
const year = '2026';

/** Organs over the counties of the province. */
async function addOrgans({ spine }: Workbench): Promise<void> {
  const counties = await spine.pool.query<{ code: number }>(
    'SELECT code FROM region WHERE level = 4 ORDER BY code',
  );
  const organs = Array.from({ length: organCount }, (_, i) => ({
    code: `scores.${i}`,
    name: { zh: `机关${i}`, en: `Organ ${i}` },
    region: String(counties.rows[i % counties.rows.length]!.code),
    kind: i % 5 === 0 ? ('service-centre' as const) : ('department' as const),
  }));
  await saveOrgans(spine.pool, organs, true);
  await spine.registry.refresh();
}

/**
 * What a year of a province leaves in the tables: cases that ended over the year, a twentieth late, alerts of a dozen rules
 * on one case in five, a correction on one in fifty. The figures follow from the number of the case alone.
 */
async function addYear({ owner }: Workbench): Promise<void> {
  await owner.query(`INSERT INTO cases (city, id, source_id, number, item_id, item_version, organ_id, region, status, seq, late,
      opened_at, last_at, ended_at, state, title)
    SELECT (o.region / 100000000)::int2, i, (SELECT id FROM source WHERE code = 'bench'), 'S-' || i,
      (SELECT id FROM item WHERE code = '${benchItem.code}'), 1, o.id, o.region, 'closed', 5, i % 20 = 0,
      t.ended - interval '1 day' * (i % 17 + 1), t.ended, t.ended, '{"lastActor":"clerk"}', ''
    FROM generate_series(1, ${caseCount}) i
    CROSS JOIN LATERAL (SELECT timestamptz '2025-12-31T16:00:00Z' + interval '31 seconds' * (i::bigint * 7919 % 1000003) AS ended) t
    JOIN (SELECT row_number() OVER (ORDER BY code) - 1 AS n, id, region FROM organ WHERE code LIKE 'scores.%') o ON o.n = i % ${organCount}`);
  await owner.query(`INSERT INTO alert (city, case_id, key, rule, level, status, item_id, organ_id, region, fired_at)
    SELECT c.city, c.id, 'r', r.rule, r.level, CASE WHEN c.id % 97 = 0 THEN 3 ELSE 0 END, c.item_id, c.organ_id, c.region, c.ended_at
    FROM cases c JOIN (VALUES (0, 'OVERDUE', 3), (1, 'SKIPPED_STEP', 3), (2, 'TOO_FAST', 1), (3, 'MISSING_CONTENT', 1), (4, 'STEP_OVERDUE', 3),
      (5, 'FEE_DEVIATION', 2), (6, 'REPEATED_CORRECTION', 2), (7, 'RATED_BADLY', 2), (8, 'EXPIRING', 2), (9, 'SAME_PERSON', 3),
      (10, 'REFUSED_WITHOUT_REASON', 2), (11, 'BULK_BACKFILL', 2)) r (n, rule, level) ON r.n = c.id / 5 % 12
    WHERE c.id % 5 = 0 AND c.number LIKE 'S-%'`);
  await owner.query(`INSERT INTO correction (city, id, case_id, status, level, organ_id, region, issued_at, state)
    SELECT city, id, case_id, 'cleared', level, organ_id, region, fired_at, '{}' FROM alert WHERE case_id % 50 = 0`);
  await owner.query('ANALYZE cases, alert, correction, item_version');
}

/**
 * The year of 2,000 organs with 1,000,000 cases recomputed from what the journal came to: facts by set, 24,000 monthly
 * calculations, their canonical bytes. Each round must give the same bytes. @throws Error when one does not
 */
export async function benchScores(): Promise<Result[]> {
  const workbench = await openWorkbench();
  try {
    await addOrgans(workbench);
    await addYear(workbench);
    const { spine } = workbench;
    const times: number[] = [];
    let known: string | undefined;
    let calculations = 0;
    for (let round = 0; round < rounds; round++) {
      const began = performance.now();
      const scores = await computeScores(spine.pool, spine.registry, monthsOf(year));
      const hash = createHash('sha256');
      calculations = 0;
      for (const { organ, months } of scores)
        for (const month of months) {
          hash.update(bytesOf(organ, month));
          calculations += 1;
        }
      times.push(performance.now() - began);
      const digest = hash.digest('hex');
      if (known !== undefined && known !== digest) throw new Error('the same year gave other bytes');
      known = digest;
    }
    return [
      {
        name: 'scores of a year of 2,000 organs recomputed',
        unit: 'ms',
        ours: median(times),
        limit: { most: limitMs },
        note: `${caseCount.toLocaleString('en')} cases, ${calculations.toLocaleString('en')} monthly calculations, ${rounds} rounds with the same bytes (${known!.slice(0, 12)}…)`,
      },
    ];
  } finally {
    await workbench.close();
  }
}
