import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#base/db';
import { repeat } from '#base/repeat';
import type { Spine } from '#spine/spine';
import { addUp } from '#spine/statistics/add-up';
import { differencesText, rollUpText } from './period-sql.ts';

/** Rows of what is pending that one transaction adds to the periods. */
const rowsAtOnce = 10_000;
/** Between two rounds of `keepRollingUp`. */
export const rollUpPauseMs = 2_000;
/** Identifies the lock under which one process of all adds. */
const lock = 7_240_119_044;

/**
 * Adds some of what is pending to the periods; how many rows it was. Null: another process is doing it.
 * What is pending counts in every answer as well, so that it never matters how far this is.
 */
async function rollUpOnce(pool: Pool): Promise<number | null> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [
      lock,
    ]);
    if (!rows[0]!.mine) return null;
    const added = await client.query<{ n: number }>({
      name: 'roll-up',
      text: rollUpText,
      values: [rowsAtOnce],
    });
    return added.rows[0]!.n;
  });
}

/** Adds everything that was counted to the roll-ups, and everything that is pending to the periods. */
export async function rollUp(pool: Pool, stopping: () => boolean = () => false): Promise<void> {
  await addUp(pool);
  while (!stopping()) {
    const n = await rollUpOnce(pool);
    if (n === null || n < rowsAtOnce) return;
  }
}

/** Adds up what was counted, and what is pending, again and again; returns how to stop it. */
export const keepRollingUp = (spine: Pick<Spine, 'pool' | 'log'>): (() => Promise<void>) =>
  repeat({
    name: 'statistics',
    pauseMs: rollUpPauseMs,
    work: (stopping) => rollUp(spine.pool, stopping),
    failed: (error) => spine.log.error('what was counted could not be added up and is tried again', error),
  });

/** What periods and pending rows say otherwise than the cube. */
export async function periodDifferences(
  client: ClientBase,
  most: number,
): Promise<{ name: string; expected: string; stored: string }[]> {
  const { rows } = await client.query<{ name: string; expected: string; stored: string }>(differencesText, [
    most,
  ]);
  return rows;
}
