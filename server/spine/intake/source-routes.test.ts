import { describe, expect, test } from 'vitest';
import { sourcesApi } from '#contract/sources';
import { registerEventRoutes } from './event-routes.ts';
import { registerSourceRoutes } from './source-routes.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, cloudEventOf, testSpine } from '../../../tests/support/spine.ts';

const now = Date.UTC(2026, 2, 2);
const { spine, query } = await testSpine((await testDatabase()).pool, { now });
const { send } = await appWith(spine, registerSourceRoutes, registerEventRoutes);

const create = (body: object) => send('POST', '/api/sources', body);
const list = async () => sourcesApi.listSources.response.parse((await send('GET', '/api/sources')).body);

describe('registering a source', () => {
  test('given a new one, then its token is shown once, works at once, and only its hash is kept', async () => {
    const { status, body } = await create({ code: 'hall', name: '大厅', mode: 'replay' });
    expect(status).toBe(200);
    const { token, ...row } = sourcesApi.createSource.response.parse(body);
    expect(row).toMatchObject({
      code: 'hall',
      name: '大厅',
      mode: 'replay',
      demonstration: false,
      cases: 0,
      now: null,
    });
    expect(token).toMatch(/^[\w-]{32}$/);
    const event = cloudEventOf('hall', 'S-1', now - 1000, { data: { item: 'report' } });
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/cloudevents+json' };
    const answer = await send('POST', '/api/events', JSON.stringify(event), headers);
    expect(answer.body.answers).toEqual([{ id: event.id, outcome: 'accepted' }]);
    const listed = await list();
    expect(listed.find((one) => one.code === 'hall')).toMatchObject({
      cases: 1,
      now: new Date(now - 1000).toISOString(),
    });
    expect(JSON.stringify(listed)).not.toContain(token);
    const [kept] = await query<{ whole: string }>(
      `SELECT source::text AS whole FROM source WHERE code = 'hall'`,
    );
    expect(kept!.whole).not.toContain(token);
  });

  test('given a code that is taken, then 409, and the token of the first still works', async () => {
    const first = (await create({ code: 'twice', name: 'a', mode: 'live' })).body.token;
    expect(await create({ code: 'twice', name: 'b', mode: 'replay' })).toMatchObject({
      status: 409,
      body: { code: 'conflict', field: 'code' },
    });
    const headers = {
      authorization: `Bearer ${first}`,
      'content-type': 'application/cloudevents-batch+json',
    };
    expect((await send('POST', '/api/events', '[]', headers)).status).toBe(200);
    expect((await list()).filter((one) => one.code === 'twice')).toMatchObject([{ name: 'a', mode: 'live' }]);
  });

  test('given many who register the same code at once, then one has it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => create({ code: 'crowd', name: 'x', mode: 'live' })),
    );
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
  });

  test.each([
    [{ name: 'x', mode: 'live' }, 'code'],
    [{ code: '', name: 'x', mode: 'live' }, 'code'],
    [{ code: 'a b', name: 'x', mode: 'live' }, 'code'],
    [{ code: 'a/b', name: 'x', mode: 'live' }, 'code'],
    [{ code: 'x'.repeat(81), name: 'x', mode: 'live' }, 'code'],
    [{ code: 'n', mode: 'live' }, 'name'],
    [{ code: 'n', name: '', mode: 'live' }, 'name'],
    [{ code: 'n', name: 'a\u0000b', mode: 'live' }, 'name'],
    [{ code: 'n', name: 'x' }, 'mode'],
    [{ code: 'n', name: 'x', mode: 'dead' }, 'mode'],
    [{ code: 'n', name: 'x', mode: 'live', demonstration: 'yes' }, 'demonstration'],
  ])('given %j, then 422 names %s and nothing is registered', async (body, field) => {
    const before = await list();
    expect(await create(body)).toMatchObject({ status: 422, body: { code: 'field-invalid', field } });
    expect(await list()).toEqual(before);
  });
});

test('given the list, then in the order of codes, with what people do here among them', async () => {
  const codes = (await list()).map((one) => one.code);
  expect(codes).toEqual(codes.toSorted());
  expect(codes).toContain('workbench');
});
