import { expect, test } from 'vitest';
import { systemNow } from '#base/time';
import { testDatabase } from '../../../../tests/support/database.ts';
import { organs, testSpine } from '../../../../tests/support/spine.ts';
import { listRatings } from './store.ts';

const { pool } = await testDatabase();
const { spine } = await testSpine(pool, { now: systemNow() });
const longAgo = systemNow() - 300 * 86_400_000;
let given = 0;

/** Ratings of an organ, one after another. */
async function rate(organ: string, stars: number[], from = longAgo): Promise<void> {
  for (const one of stars) {
    given += 1;
    await pool.query(
      `INSERT INTO part_state (city, case_id, part, state, organ_id, region, opened_at)
       VALUES (3701, $1, 'services/applications', $2, 1, 370102000000, now())`,
      [
        given,
        { status: 'closed', organ, rating: { stars: one, firstAt: from + given, times: 1, text: null } },
      ],
    );
  }
}
const page = { page: 1, pageSize: 20 };
const told = async () =>
  (await listRatings(spine, page)).rows.map(({ organ, rated, average }) => ({ organ, rated, average }));

test('given ratings, then each organ is told by the tens that can no longer be changed, in the order they came', async () => {
  await rate(organs.district.code, [5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 1, 1]);
  await rate(
    organs.qingdao.code,
    Array.from({ length: 9 }, () => 5),
  );
  const first = [{ organ: organs.district.code, rated: 10, average: 4.5 }];
  expect(await told()).toEqual(first);
  // Seven more make nineteen: nothing new is told. One that can be changed still does not make it twenty.
  await rate(organs.district.code, [1, 1, 1, 1, 1, 1, 1]);
  await rate(organs.district.code, [1], systemNow());
  expect(await told()).toEqual(first);
  await rate(organs.district.code, [1]);
  expect(await told()).toEqual([{ organ: organs.district.code, rated: 20, average: 2.8 }]);
});
