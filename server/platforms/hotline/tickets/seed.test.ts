import { expect, test } from 'vitest';
import { sayNothing } from '#base/log';
import { systemNow } from '#base/time';
import { ticketStatuses } from '#contract/hotline/ticket-names';
import { saveItems, saveOrgans } from '#spine/catalogue/register';
import { readWorld } from '#spine/demonstration/seed';
import { replay } from '#spine/journal/replay';
import { testDatabase } from '../../../../tests/support/database.ts';
import { testSpine } from '../../../../tests/support/spine.ts';
import { installPlatforms } from '../../../install-platforms.ts';
import { prepareHotlineItems } from '../items.ts';
import { readSeedPlan } from './seed-plan.ts';
import { seedTickets } from './seed.ts';

installPlatforms();
const { pool } = await testDatabase();
const { spine, query } = await testSpine(pool, { divisions: 'all', catalogue: false });
// What a live source tells counts from when it is recorded, by the database's own time.
spine.now = systemNow;
const world = await readWorld();
const those = world.organs.filter(
  ({ organ }) => /^37(0[0-2]\d{2}|0000)/.test(organ.region) && organ.region.endsWith('000000'),
);
await saveOrgans(
  pool,
  those.map((one) => one.organ),
  true,
);
await saveItems(pool, [], true);
await spine.registry.refresh();
await prepareHotlineItems(spine);
await spine.registry.refresh();

test('given the plan of the demonstration, when it is told twice, then its tickets are there once, in every state, with the alerts that are meant', async () => {
  await seedTickets(spine, sayNothing);
  await seedTickets(spine, sayNothing);
  const states = await query<{ status: string; n: number }>(
    `SELECT state ->> 'status' AS status, count(*)::int AS n FROM part_state WHERE part = 'hotline/tickets' GROUP BY 1`,
  );
  expect(states.reduce((sum, { n }) => sum + n, 0)).toBe(readSeedPlan().tickets.length);
  expect(states.map(({ status }) => status).sort()).toEqual(Object.keys(ticketStatuses).sort());
  const alerts = await query<{ rule: string }>('SELECT DISTINCT rule FROM alert ORDER BY rule');
  expect(alerts.map(({ rule }) => rule)).toEqual([
    'REDO_UNSATISFIED',
    'REMINDERS_UNANSWERED',
    'TICKET_REPEATED',
    'VIOLATION_REFERRED',
  ]);
});

test('given all that was told, when it is replayed, then it comes out the same', async () => {
  expect((await replay(spine)).listed).toEqual([]);
});
