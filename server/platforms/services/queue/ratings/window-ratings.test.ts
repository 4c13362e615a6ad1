import { expect, test } from 'vitest';
import { pointContent } from '#contract/services/points';
import { formatKey } from '#spine/keys';
import type { Principal } from '#spine/identity/principal';
import { settleReactions } from '#spine/platform/reactions';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { principalWith } from '../../../../../tests/support/principals.ts';
import { appWith, organs, testSpine } from '../../../../../tests/support/spine.ts';
import { installPlatforms } from '../../../../install-platforms.ts';
import { getPoint } from '../../points/actions.ts';
import { pointWith } from '../../points/point.fixture.ts';
import { insertPoints } from '../../points/store.ts';
import { actAtWindow } from '../counter.ts';
import { registerQueueRoutes } from '../routes.ts';
import { issueTicket } from '../tickets/issue.ts';
import { prepareWindowRatings } from './items.ts';

installPlatforms();
const { pool } = await testDatabase();
const { spine, present, query } = await testSpine(pool);
await prepareWindowRatings(spine);
await spine.registry.keepUp();
const asked: { by: Principal | null } = { by: null };
const { send } = await appWith(spine, { who: () => asked.by }, registerQueueRoutes);
/** Monday 2 March 2026, 10:00 in Shandong. */
present.now = Date.UTC(2026, 2, 2, 2);

const organ = spine.registry.organ(organs.district.code)!;
const clerk = principalWith(
  [{ role: 'window-clerk', organId: organ.id, region: organ.regionCode }],
  'clerk-one',
);
const content = pointContent.parse(pointWith());
const [key] = await insertPoints(
  pool,
  [{ organId: organ.id, content }],
  { accountId: null, actor: 'test', at: present.now },
  false,
);
const point = formatKey(key!.city, key!.id);

/** A ticket of somebody who was handled at window A1. */
async function handled(): Promise<string> {
  const code = await issueTicket(spine, await getPoint(spine, point), { group: 'A', priority: 'none' });
  await actAtWindow(spine, clerk, point, 'A1', { action: 'call' });
  await actAtWindow(spine, clerk, point, 'A1', { action: 'done' });
  return code;
}
const put = () =>
  query<{ rule: string; organ: string; closed: boolean; corrections: number }>(
    `SELECT a.rule, o.code AS organ, k.ended_at IS NOT NULL AS closed,
       (SELECT count(*)::int FROM correction c WHERE c.city = a.city AND c.case_id = a.case_id) AS corrections
     FROM alert a JOIN cases k ON k.city = a.city AND k.id = a.case_id JOIN organ o ON o.id = k.organ_id
     WHERE a.rule = 'WINDOW_RATED_LOW'`,
  );

test('given two stars, when the window is rated, then its organ gets a correction, once; of three nothing follows', async () => {
  await actAtWindow(spine, clerk, point, 'A1', { action: 'open' });
  const fair = await handled();
  expect((await send('POST', `/api/services/tickets/${fair}/rating`, { stars: 3 })).status).toBe(200);
  await settleReactions(spine);
  expect(await put()).toEqual([]);
  const low = await handled();
  expect((await send('POST', `/api/services/tickets/${low}/rating`, { stars: 2 })).body.rating).toBe(2);
  expect((await send('POST', `/api/services/tickets/${low}/rating`, { stars: 1 })).status).toBe(409);
  await settleReactions(spine);
  await settleReactions(spine);
  asked.by = clerk;
  const { body } = await send('GET', `/api/services/points/${point}/turns?rated=true`);
  asked.by = null;
  expect(body).toMatchObject({
    total: 2,
    rows: [
      { rating: 2, caseId: expect.stringMatching(/^3701-\d+$/) },
      { rating: 3, caseId: null },
    ],
  });
  expect(await put()).toEqual([
    { rule: 'WINDOW_RATED_LOW', organ: organs.district.code, closed: true, corrections: 1 },
  ]);
});

test('given an organ that cannot take the case, when rated low, then the rating is not lost: it can be given again', async () => {
  const code = await handled();
  const { appendOne, append } = spine.journal;
  spine.journal.append = () => Promise.reject(new Error('the journal is away'));
  expect((await send('POST', `/api/services/tickets/${code}/rating`, { stars: 1 })).status).toBe(500);
  Object.assign(spine.journal, { appendOne, append });
  expect((await send('POST', `/api/services/tickets/${code}/rating`, { stars: 1 })).status).toBe(200);
});
