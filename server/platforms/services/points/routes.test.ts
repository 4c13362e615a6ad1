import { describe, expect, test } from 'vitest';
import type { PointInput } from '#contract/services/points';
import type { HeldGrant, Principal } from '#spine/identity/principal';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, organs, testSpine } from '../../../../tests/support/spine.ts';
import { waitingOf } from '../queue/waiting.ts';
import { getPoint } from './actions.ts';
import { agentOf } from './agents.ts';
import { pointWith } from './point.fixture.ts';
import { registerPointRoutes } from './routes.ts';
import { listAgents } from './store.ts';

const { pool } = await testDatabase();
const { spine, query } = await testSpine(pool);
const asked: { by: Principal | null } = { by: null };
const { send } = await appWith(spine, { who: () => asked.by }, (app, of) =>
  registerPointRoutes(app, of, waitingOf),
);
const organId = (code: string) => spine.registry.organ(code)!.id;
const grant = (role: HeldGrant['role'], organ: { code: string; region: string } | null) => ({
  role,
  organId: organ && organId(organ.code),
  region: Number(organ?.region ?? '370000000000'),
});
const administrator = principalWith([grant('system-administrator', null)], 'root');
const head = principalWith([grant('organ-head', organs.district)], 'head');
const stranger = principalWith([grant('organ-head', organs.qingdao)]);

async function as(who: Principal | null, ...request: Parameters<typeof send>) {
  asked.by = who;
  return send(...request);
}
const create = async (given: Partial<PointInput> = {}) => {
  const { status, body } = await as(administrator, 'POST', '/api/services/points', pointWith(given));
  expect([status, body.code]).toEqual([200, undefined]);
  return body;
};

describe('the register of service points', () => {
  test('given a point, when registered and read by anybody, then hours are told in words and days by the calendar', async () => {
    const { id } = await create();
    const { body } = await as(null, 'GET', `/api/services/points/${id}`);
    expect(body).toMatchObject({
      level: 4,
      version: 1,
      editable: false,
      organName: { zh: '区局' },
      opening: { state: 'open', said: { zh: '正在办公，至 12:00' } },
    });
    expect(body.days).toHaveLength(8);
    expect(body.path.map((part: { region: string }) => part.region)).toEqual([
      '370000000000',
      '370100000000',
      '370102000000',
    ]);
  });

  test('given a version that was read, when saved twice, then the second is told that it is no longer the newest', async () => {
    const { id, content } = await create();
    const changed = { version: 1, content: { ...content, address: '解放路2号' } };
    expect((await as(head, 'PUT', `/api/services/points/${id}`, changed)).body.version).toBe(2);
    expect(await as(head, 'PUT', `/api/services/points/${id}`, changed)).toMatchObject({
      status: 409,
      body: { code: 'conflict', field: 'version' },
    });
    const { body } = await as(head, 'GET', `/api/services/points/${id}/versions`);
    expect(
      body.map((one: { version: number; actor: string; changed: string[] }) => [
        one.version,
        one.actor,
        one.changed,
      ]),
    ).toEqual([
      [2, 'head', ['address']],
      [1, 'root', []],
    ]);
    await expect(query('UPDATE services_point_version SET actor = $1', ['x'])).rejects.toThrow(
      /denied|append-only/,
    );
  });

  test('given the head of another organ, then nothing of it can be changed', async () => {
    const { id, content } = await create();
    for (const answer of [
      await as(stranger, 'PUT', `/api/services/points/${id}`, { version: 1, content }),
      await as(stranger, 'GET', `/api/services/points/${id}/versions`),
      await as(stranger, 'POST', '/api/services/points', pointWith()),
      await as(head, 'PUT', `/api/services/points/${id}`, {
        version: 1,
        content: { ...content, organ: 'town-centre', region: '370102001000' },
      }),
    ])
      expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  });

  test.each<[string, Partial<PointInput>, string]>([
    ['a mobile number', { phone: '13812345678' }, 'phone'],
    ['an unknown organ', { organ: 'none' }, 'organ'],
    ['a division elsewhere', { region: '370200000000' }, 'region'],
    [
      'an unknown item',
      {
        groups: [
          { letter: 'A', name: { zh: '综', en: 'G' }, items: ['none'] },
          { letter: 'B', name: { zh: '综', en: 'G' } },
        ],
      },
      'groups.0.items',
    ],
    [
      'a window of no group',
      { windows: [{ code: 'Z1', name: { zh: '窗', en: 'W' }, group: 'Z' }] },
      'windows.0.group',
    ],
    [
      'periods that overlap',
      {
        hours: {
          exceptions: [
            {
              date: '2026-10-01',
              periods: [
                { from: '09:00', to: '12:00' },
                { from: '11:00', to: '13:00' },
              ],
              reason: { zh: '值班', en: 'Duty' },
            },
          ],
        },
      },
      'hours.exceptions.0.periods',
    ],
  ])('given %s, then it is refused at its field', async (_, given, field) => {
    const { status, body } = await as(administrator, 'POST', '/api/services/points', pointWith(given));
    expect([status, body.field]).toEqual([422, field]);
  });

  test('given filters, then lists are of a division, a level, a state, an item, a name', async () => {
    const { total } = (await as(null, 'GET', '/api/services/points?region=370200000000')).body;
    expect(total).toBe(0);
    const { id } = await create({
      name: { zh: '备案专窗', en: 'Filing only' },
      groups: [{ letter: 'A', name: { zh: '备案', en: 'Filing' }, items: ['report'] }],
      windows: [{ code: 'A1', name: { zh: '1号', en: 'One' }, group: 'A' }],
      status: { state: 'suspended', reason: { zh: '修缮', en: 'Repairs' } },
    });
    const ids = async (search: string) =>
      (await as(null, 'GET', `/api/services/points?pageSize=200&${search}`)).body.rows.map(
        (row: { id: string }) => row.id,
      );
    expect(await ids('state=suspended')).toEqual([id]);
    expect(await ids('item=report')).toContain(id);
    expect(await ids('item=licence')).not.toContain(id);
    expect(await ids(`search=${encodeURIComponent('专窗')}`)).toEqual([id]);
    expect(await ids('level=5')).toEqual([]);
  });
});

describe('agents of a village point', () => {
  test('given an agent, then it acts there until it is struck off, and nobody acts above a village', async () => {
    const { rows } = await pool.query<{ id: number }>(
      `INSERT INTO account (name, kind, made_at) VALUES ('agent.one', 'official', now()) RETURNING id`,
    );
    const village = await create({ organ: 'village-point', region: '370102001002' });
    const path = `/api/services/points/${village.id}/agents`;
    const { body } = await as(administrator, 'POST', path, { account: 'agent.one' });
    expect(body.agents).toMatchObject([{ account: 'agent.one' }]);
    expect((await as(administrator, 'POST', path, { account: 'agent.one' })).status).toBe(409);
    expect((await as(administrator, 'POST', path, { account: 'nobody' })).body.code).toBe('account-unknown');
    const agent = { ...principalWith([]), accountId: rows[0]!.id };
    const withAgents = async () => {
      const point = await getPoint(spine, village.id);
      return { ...point, agents: await listAgents(pool, point) };
    };
    expect(agentOf(agent, await withAgents())?.account).toBe('agent.one');
    expect(agentOf({ ...agent, accountId: -1 }, await withAgents())).toBeNull();
    await as(administrator, 'DELETE', `${path}/agent.one`);
    expect(agentOf(agent, await withAgents())).toBeNull();
    const hall = await create();
    expect(
      (await as(administrator, 'POST', `/api/services/points/${hall.id}/agents`, { account: 'agent.one' }))
        .status,
    ).toBe(422);
  });
});

test('given points at several levels, then the board of the province sums them', async () => {
  const { body } = await as(null, 'GET', '/api/services/coverage');
  const jinan = body.children.find((child: { region: string }) => child.region === '370100000000');
  expect(body.levels).toEqual(
    jinan.levels.map((one: object, n: number) => ({ ...one, divisions: body.levels[n].divisions })),
  );
  expect(body.levels.find((one: { level: number }) => one.level === 6).there).toBe(1);
  expect((await as(null, 'GET', '/api/services/coverage?region=999999999999')).status).toBe(422);
});
