import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Pool } from 'pg';
import { systemNow } from '#base/time';
import { verifyInstallation } from '#spine/evidence/verify';
import type { Spine } from '#spine/spine';
import { Broken, until } from './bounded.ts';

/** Every acknowledged event is in the journal, exactly once, and nothing else is. */
async function nothingLostOrDoubled(pool: Pool, acknowledged: ReadonlySet<string>): Promise<void> {
  const { rows } = await pool.query<{ id: string; n: number }>(
    `SELECT id, n FROM (SELECT told.id, (SELECT count(*)::int FROM journal j WHERE j.event_id = told.id) AS n
       FROM unnest($1::text[]) AS told (id)) AS x WHERE n <> 1 ORDER BY id`,
    [[...acknowledged]],
  );
  const lost = rows.filter((row) => row.n === 0);
  if (lost.length > 0)
    throw new Broken('lost', `${lost.length} acknowledged events are gone, the first ${lost[0]!.id}`);
  if (rows.length > 0)
    throw new Broken('doubled', `${rows.length} events stand twice, the first ${rows[0]!.id}`);
  const { rows: all } = await pool.query<{ n: number }>('SELECT count(*)::int AS n FROM journal');
  if (all[0]!.n !== acknowledged.size)
    throw new Broken(
      'doubled',
      `${acknowledged.size} events were acknowledged, ${all[0]!.n} stand in the journal`,
    );
}

/**
 * The last loans fall due shortly after they were told of, or at once where that took long, and their cards are given when
 * no act that was on its way can stop their clocks any more.
 */
async function everythingDue(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ due: number | null }>(
    'SELECT greatest((SELECT max(due_at) FROM clock), (SELECT max(opened_at) FROM cases)) AS due',
  );
  const passed = (rows[0]!.due ?? 0) + 1_100;
  await until(
    'progress',
    () => 'the last loan is not due yet',
    () => systemNow() > passed,
  );
}

/**
 * Every loan that nobody closed has its one red card, and no alert is there twice. Where a kill kept a loan from being taken
 * before its due time, the policy drops the card (`beforeStart` in contract/clock.ts).
 */
async function warnedOnce(pool: Pool): Promise<void> {
  const { rows: doubled } = await pool.query<{ key: string }>(
    'SELECT key FROM alert GROUP BY city, case_id, key HAVING count(*) > 1',
  );
  if (doubled.length > 0)
    throw new Broken('warnings', `${doubled.length} alerts are doubled, the first ${doubled[0]!.key}`);
  const { rows } = await pool.query<{ number: string; cards: number; clock: string }>(
    `SELECT c.number, a.cards, json_build_array(c.opened_at, k.due_at, k.next_at, k.rungs)::text AS clock
     FROM cases c LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id
       CROSS JOIN LATERAL (SELECT count(*)::int AS cards FROM alert a
         WHERE a.city = c.city AND a.case_id = c.id AND a.rule = 'OVERDUE') AS a
     WHERE c.ended_at IS NULL AND a.cards <> CASE WHEN k.due_at < c.opened_at THEN 0 ELSE 1 END ORDER BY c.number`,
  );
  const [first] = rows;
  if (first)
    throw new Broken(
      'warnings',
      `${rows.length} open loans have not one red card, the first, ${first.number}, has ${first.cards}: ${first.clock}`,
    );
}

/** What is visible now becomes a leaf, whatever may still be on its way. */
export async function leafOfEverythingSoFar(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ newest: number }>('SELECT max(seq) AS newest FROM journal');
  await until(
    'signed',
    () => 'the newest entry is no leaf',
    async () => {
      const { rows: found } = await pool.query(
        'SELECT 1 FROM journal JOIN journal_leaf USING (city, case_id, case_seq) WHERE seq = $1',
        [rows[0]!.newest],
      );
      return found.length > 0;
    },
  );
}

/** Sequencers that run make a leaf of everything that waits, and sign it. */
export async function everythingSigned(pool: Pool, folder: string): Promise<void> {
  let seen = '';
  await until(
    'signed',
    () => seen,
    async () => {
      const { rows } = await pool.query<{ waiting: number; size: number }>(
        'SELECT (SELECT count(*)::int FROM journal_pending) AS waiting, (SELECT size FROM evidence_tree) AS size',
      );
      const note = await readFile(path.join(folder, 'checkpoint'), 'utf8').catch(() => '');
      const signed = Number(note.split('\n')[1] ?? 0);
      const { waiting, size } = rows[0]!;
      seen = `${waiting} batches wait to become leaves; of ${size} leaves ${signed} are signed`;
      return waiting === 0 && signed === size;
    },
  );
}

/** What `verify` says of leaves, tiles, notes, chains, and everything that is folded from the journal. */
async function verified(spine: Spine, folder: string): Promise<number> {
  const { ok, leaves, damaged } = await verifyInstallation(spine, folder);
  const [first] = damaged;
  if (!ok)
    throw new Broken(
      'verify',
      `${damaged.length} damaged, the first ${first!.kind} ${first!.name}: ${first!.what}`,
    );
  return leaves;
}

/**
 * Everything that must hold after a round, while the system runs and nobody tells it anything.
 * @returns how many leaves the tree has
 * @throws Broken naming the check that found something
 */
export async function check(
  spine: Spine,
  folder: string,
  acknowledged: ReadonlySet<string>,
): Promise<number> {
  await nothingLostOrDoubled(spine.pool, acknowledged);
  await everythingSigned(spine.pool, folder);
  await everythingDue(spine.pool);
  const leaves = await verified(spine, folder);
  if (leaves !== acknowledged.size)
    throw new Broken(
      'verify',
      `${acknowledged.size} events were acknowledged, the tree has ${leaves} leaves`,
    );
  await warnedOnce(spine.pool);
  return leaves;
}
