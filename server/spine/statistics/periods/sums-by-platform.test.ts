import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { expect, test } from 'vitest';
import { inTransaction } from '#base/db';
import { saveItems } from '#spine/catalogue/register';
import { testDatabase } from '../../../../tests/support/database.ts';
import { tellStory } from '../../../../tests/support/province-story.ts';
import { cloudEventOf, items, organs, testSpine } from '../../../../tests/support/spine.ts';
import { periodDifferences, rollUp } from './roll-up.ts';

const { pool, ownerUrl } = await testDatabase();
const world = await testSpine(pool);
const { query, spine, tell } = world;

const differences = () => inTransaction(pool, (client) => periodDifferences(client, 100));
const migration = new URL('../../../migrations/0049_sums_by_platform.sql', import.meta.url);

/** Takes sums by platform away as if they had never been, and migrates. */
async function migrateAgain(): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    await owner.query('BEGIN');
    await owner.query('DELETE FROM tally_period WHERE what >= 4');
    await owner.query('DROP TABLE platform');
    await owner.query(await readFile(migration, 'utf8'));
    await owner.query('COMMIT');
  } finally {
    await owner.end();
  }
}

test('given sums of an older version and something pending, when migrated, then nothing differs, before and after it is added', async () => {
  const implementing = [1, 2].map((n) => `11370102004304${n}000X4000110049000`.slice(-31).padStart(31, '1'));
  await saveItems(
    pool,
    implementing.map((code) => ({ ...items.report, code, platform: 'hotline' })),
    false,
  );
  await spine.registry.refresh();
  await tellStory(world, { cases: 40 });
  await tell(implementing.map((item, i) => opened(`I-${i}`, item)));
  await rollUp(pool);
  await tell([...implementing, 'licence'].map((item, i) => opened(`P-${i}`, item)));
  const sums = () =>
    query(
      `SELECT p.code, t.* FROM tally_period t JOIN platform p ON p.id = t.item_id WHERE what >= 4 ORDER BY 1, 2, 3, 4, 5, 6, 7, 8`,
    );
  const before = await sums();
  expect(new Set(before.map(({ code }) => code))).toEqual(new Set(['hotline', 'powers', 'services']));

  await migrateAgain();
  const numberless = (rows: pg.QueryResultRow[]) => rows.map(({ item_id: _number, ...row }) => row);
  // What is pending alone has sums of nothing by now.
  const something = (await sums()).filter(
    (row) => row['opened'] || row['closed'] || row['notice'] || row['yellow'] || row['red'],
  );
  expect(numberless(something)).toEqual(numberless(before));
  expect(await differences()).toEqual([]);
  await rollUp(pool);
  expect(await differences()).toEqual([]);
});

const opened = (number: string, item: string) =>
  cloudEventOf('log', number, Date.UTC(2026, 1, 1), { region: organs.town.region, data: { item } });
