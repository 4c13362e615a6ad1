import { expect, test } from 'vitest';
import { addUp } from '#spine/statistics/add-up';
import { organRanking } from '#spine/statistics/overview';
import { testDatabase } from '../../../tests/support/database.ts';
import { tellStory } from '../../../tests/support/province-story.ts';
import { testSpine } from '../../../tests/support/spine.ts';

const { pool } = await testDatabase();
const world = await testSpine(pool);
await tellStory(world, { cases: 40, seed: 3 });
const added = await addUp(pool);

test('given organs too many to sort, when a province ranks them, then they are read in the order of their index', async () => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    // As with thousands of rows: so few are sorted faster than looked up.
    await client.query('SET LOCAL enable_seqscan = off');
    const ranked = await organRanking(added, client, '370000000000');
    const { rows } = await client.query<{ n: number }>(
      `SELECT pg_stat_get_xact_numscans('tally_organ_standing'::regclass)::int AS n`,
    );
    expect(ranked.length).toBeGreaterThan(0);
    expect(rows[0]!.n).toBe(1);
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
});
