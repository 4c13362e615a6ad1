import { describe, expect, test } from 'vitest';
import { statisticsApi } from '#contract/statistics';
import { findDocument } from '#spine/documents/document-store';
import { demonstrationAccounts } from '#spine/identity/demonstration-accounts';
import { makeFirstAdministrators } from '#spine/identity/first-administrators';
import { savePreferences } from '#spine/messages/preferences';
import type { Outgoing } from '#spine/messages/ways';
import { registerStatisticsRoutes } from '../statistics-routes.ts';
import { makeNextReport } from './make-reports.ts';
import { sendNextReport } from './send-reports.ts';
import { testDatabase } from '../../../../tests/support/database.ts';
import { makeAccount } from '../../../../tests/support/officials.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { tellStory } from '../../../../tests/support/province-story.ts';
import { appWith, organs, testSpine } from '../../../../tests/support/spine.ts';

const { pool } = await testDatabase();
const world = await testSpine(pool);
const { query, present } = world;
const sent: Outgoing[] = [];
const spine = { ...world.spine, ways: { email: async (message: Outgoing) => void sent.push(message) } };
await tellStory(world, { cases: 40, seed: 2 });
const { password } = await demonstrationAccounts(spine);
await makeFirstAdministrators(spine, { password, demonstration: true });

const district = spine.registry.organ(organs.district.code)!;
const town = spine.registry.organ(organs.town.code)!;
const accountOf = async (name: string, organ: { code: string }) => {
  await makeAccount(spine, name, 'organ-head', organ.code);
  const { rows } = await pool.query<{ id: number }>('SELECT id FROM account WHERE name = $1', [name]);
  return rows[0]!.id;
};
const holder = (accountId: number, { id, region }: { id: number; region: string }) => ({
  ...principalWith([{ role: 'organ-head', organId: id, region: Number(region) }]),
  accountId,
});
const head = holder(await accountOf('head', organs.district), {
  id: district.id,
  region: organs.district.region,
});
const colleague = holder(await accountOf('colleague', organs.district), {
  id: district.id,
  region: organs.district.region,
});
const other = holder(await accountOf('other', organs.town), { id: town.id, region: organs.town.region });
const { send: asHead } = await appWith(spine, registerStatisticsRoutes, { who: () => head });
const { send: asColleague } = await appWith(spine, registerStatisticsRoutes, { who: () => colleague });
const { send: asOther } = await appWith(spine, registerStatisticsRoutes, { who: () => other });

const list = async (send: typeof asHead) =>
  statisticsApi.listViews.response.parse((await send('GET', '/api/statistics/views')).body);
const view = (given: object = {}) => ({
  name: '按事项',
  query: { rows: 'item', columns: 'time' },
  share: false,
  schedule: null,
  ...given,
});

describe('figures within reach', () => {
  test('given the head of an organ, then its own cases are counted and nothing else', async () => {
    const { body } = await asHead('GET', '/api/statistics?rows=item');
    const [{ n }] = (await query<{ n: number }>(
      'SELECT count(*)::int AS n FROM cases WHERE organ_id = $1 AND region BETWEEN 370102000000 AND 370102999999',
      [district.id],
    )) as [{ n: number }];
    expect(n).toBeGreaterThan(0);
    expect(body).toMatchObject({ region: organs.district.region, total: { count: n } });
    expect(body.organs).toEqual([{ code: organs.district.code, name: organs.district.name }]);
  });

  test.each([
    `rows=item&region=370000000000`,
    `rows=item&region=370200000000`,
    `rows=item&organ=${organs.town.code}`,
  ])('given %s, then it is refused', async (given) => {
    expect((await asHead('GET', `/api/statistics?${given}`)).status).toBe(403);
  });
});

describe('saved views', () => {
  test('given one that is saved, then its owner alone sees it, until it is shared', async () => {
    expect((await asHead('POST', '/api/statistics/views', view())).status).toBe(200);
    expect((await list(asHead)).views).toMatchObject([{ name: '按事项', mine: true, organ: null }]);
    expect((await list(asColleague)).views).toEqual([]);
    await asHead('POST', '/api/statistics/views', view({ share: true }));
    expect((await list(asHead)).views).toHaveLength(1);
    expect((await list(asColleague)).views).toMatchObject([{ name: '按事项', mine: false, owner: 'head' }]);
    expect((await list(asOther)).views).toEqual([]);
  });

  test('given another’s, then it cannot be deleted; one’s own can', async () => {
    const [saved] = (await list(asHead)).views;
    expect((await asColleague('DELETE', `/api/statistics/views/${saved!.id}`)).status).toBe(404);
    expect((await asHead('DELETE', `/api/statistics/views/${saved!.id}`)).status).toBe(200);
    expect((await list(asHead)).views).toEqual([]);
  });

  test.each([
    { name: '' },
    { name: 'x'.repeat(81) },
    { query: { rows: 'nothing' } },
    { schedule: { every: 'day' } },
  ])('given %o, then it is refused', async (given) => {
    expect((await asHead('POST', '/api/statistics/views', view(given))).status).toBe(422);
  });
});

describe('reports', () => {
  const weekly = { every: 'week', on: 1, at: '08:30', mail: true };

  test('given a view with a schedule, when its time comes to two servers, then one report is made, kept and told by mail', async () => {
    present.now = Date.parse('2026-04-01T12:00:00+08:00');
    await savePreferences(spine, head.accountId, {
      email: 'head@example.cn',
      phone: null,
      emailFrom: null,
      gatewayFrom: null,
    });
    await asHead('POST', '/api/statistics/views', view({ schedule: weekly }));
    expect(await makeNextReport(spine)).toBe(false);
    present.now = Date.parse('2026-04-06T08:30:00+08:00');
    const made = await Promise.all([makeNextReport(spine), makeNextReport(spine), makeNextReport(spine)]);
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await makeNextReport(spine)).toBe(false);
    const { reports, mail } = await list(asHead);
    expect(mail).toBe('ready');
    expect(reports).toMatchObject([
      { name: '按事项', from: '2026-03-30', to: '2026-04-05', problem: null, mail: 'waiting' },
    ]);
    const code = /documents\/(.*)\.pdf/.exec(reports[0]!.pdf!)![1]!;
    const document = await findDocument(pool, spine.keys, code.replaceAll('-', ''));
    expect(document?.content).toMatchObject({ kind: 'statistics.report', organ: organs.district.name.zh });
    while (await sendNextReport(spine));
    expect(sent).toMatchObject([{ to: 'head@example.cn' }]);
    expect(sent[0]!.text).toContain(code);
    expect((await list(asHead)).reports).toMatchObject([{ mail: 'sent' }]);
    expect((await list(asOther)).reports).toEqual([]);
  });

  test('given a time that was set back, then the same period is not reported twice', async () => {
    await query(`UPDATE statistics_view SET next_at = '2026-04-06T08:30:00+08:00'`);
    expect(await makeNextReport(spine)).toBe(true);
    expect((await list(asHead)).reports).toHaveLength(1);
  });

  test('given an owner who may no more, then the report says so, and the next time is set all the same', async () => {
    await query(`UPDATE account SET state = 'disabled' WHERE id = $1`, [head.accountId]);
    present.now = Date.parse('2026-04-13T08:30:00+08:00');
    expect(await makeNextReport(spine)).toBe(true);
    const { reports } = await list(asHead);
    expect(reports[0]).toMatchObject({ from: '2026-04-06', pdf: null });
    expect(reports[0]!.problem).toBeTruthy();
    expect(await makeNextReport(spine)).toBe(false);
  });
});
