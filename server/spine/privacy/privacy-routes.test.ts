import pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#base/db';
import type { Permission } from '#contract/permissions';
import { testDatabase } from '../../../tests/support/database.ts';
import { appWith, cloudEventOf, testSpine } from '../../../tests/support/spine.ts';
import { People } from './people.ts';
import { addPerson, personOf } from './people.fixture.ts';
import { type Asking, registerPrivacyRoutes } from './privacy-routes.ts';

const { pool, ownerUrl } = await testDatabase<unknown>();
const { spine, present, query, addSource, openFor, keyOf } = await testSpine(pool);
const people = new People(pool, spine.keys);

/** What each account may do with the case; 6 asks from afar. */
const held: Record<number, Permission[]> = {
  1: ['personal.read'],
  2: ['personal.read', 'break-glass.approve'],
  3: ['break-glass.approve'],
  4: ['audit.read'],
  5: ['break-glass.approve'],
  6: [],
};

/** Account n signs in by naming itself; account 9 belongs to the first person. */
const asking: Asking = {
  principal: (request) => {
    const accountId = Number(request.headers['x-account'] ?? 0);
    if (!accountId) return null;
    const session = { id: 'session', strength: 'two-factor' } as const;
    return { accountId, actor: `account-${accountId}`, grants: [], session };
  },
  may: ({ accountId }, permission) => held[accountId]?.includes(permission) ?? false,
};
const { send } = await appWith(spine, (app, on) => registerPrivacyRoutes(app, on, asking));
const as = (account: number) => ({
  get: (url: string) => send('GET', url, undefined, { 'x-account': String(account) }),
  post: (url: string, body: object) => send('POST', url, body, { 'x-account': String(account) }),
});

let person = 0;
let caseId = '';
const readings = () =>
  query<{ n: number }>('SELECT count(*)::int AS n FROM sensitive_read').then(([row]) => row!.n);
const reason = '当事人有人身危险，须立即联系';

beforeAll(async () => {
  person = await addPerson(pool, people, personOf(1));
  await inTransaction(pool, (client) => people.giveAccount(client, 9, person));
  await addSource({ code: 'department' });
  await openFor(person, cloudEventOf('department', 'C-1', present.now, { data: { item: 'report' } }));
  caseId = await keyOf('C-1');
});

describe('reading a person', () => {
  test('given nobody is signed in, then every address refuses', async () => {
    for (const url of [
      `/api/people/${person}`,
      '/api/my/readings',
      '/api/readings',
      '/api/break-glass',
      '/api/break-glass/1',
    ])
      expect((await send('GET', url)).status).toBe(401);
    expect(
      (
        await send('POST', `/api/people/${person}/readings`, {
          fields: ['phone'],
          purpose: 'contact',
          caseId,
        })
      ).status,
    ).toBe(401);
    expect(await readings()).toBe(0);
  });

  test('given a masked reading, then nothing is recorded and nothing in full is in the answer', async () => {
    const { status, body } = await as(1).get(`/api/people/${person}`);
    expect(status).toBe(200);
    expect(body.fields.phone).toBe('139****7919');
    for (const value of Object.values(personOf(1))) expect(JSON.stringify(body)).not.toContain(value);
    expect(await readings()).toBe(0);
  });

  test('given a reading in full, then it is recorded with purpose and case, and only what was asked for is answered', async () => {
    const answer = await as(1).post(`/api/people/${person}/readings`, {
      fields: ['phone'],
      purpose: 'contact',
      caseId,
    });
    expect(answer.body).toEqual({ id: String(person), fields: { phone: personOf(1).phone } });
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(await query('SELECT actor, person_id, fields, purpose FROM sensitive_read')).toEqual([
      { actor: 'account-1', person_id: person, fields: ['phone'], purpose: 'contact' },
    ]);
  });

  test.each([
    ['no purpose', { fields: ['phone'], caseId: '3701-1' }, 422],
    ['a purpose that is none', { fields: ['phone'], purpose: 'curiosity', caseId: '3701-1' }, 422],
    ['a field that is none', { fields: ['id_number'], purpose: 'contact', caseId: '3701-1' }, 422],
    ['no field', { fields: [], purpose: 'contact', caseId: '3701-1' }, 422],
    ['a case that there is not', { fields: ['phone'], purpose: 'contact', caseId: '3702-99999' }, 422],
    ['break-glass without a request', { fields: ['phone'], purpose: 'break-glass', caseId: 'real' }, 422],
    [
      'a request that there is not',
      { fields: ['phone'], purpose: 'break-glass', caseId: 'real', breakGlass: '77' },
      404,
    ],
  ])('given %s, when read in full, then it is refused and nothing recorded', async (_, body, status) => {
    const before = await readings();
    const given = { ...body, caseId: body.caseId === 'real' ? caseId : body.caseId };
    const answer = await as(1).post(`/api/people/${person}/readings`, given);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toContain(personOf(1).phone);
    expect(await readings()).toBe(before);
  });

  test('given a case beyond reach, when read in full, then it is forbidden and nothing recorded', async () => {
    const before = await readings();
    const body = { fields: ['phone'], purpose: 'contact', caseId };
    expect((await as(6).post(`/api/people/${person}/readings`, body)).status).toBe(403);
    expect(await readings()).toBe(before);
  });

  test('given a case of somebody else, or a person without any case here, then nothing is read and nothing recorded', async () => {
    const before = await readings();
    const other = await addPerson(pool, people, personOf(2));
    const body = { fields: ['phone'], purpose: 'contact', caseId };
    expect((await as(1).post(`/api/people/${other}/readings`, body)).status).toBe(403);
    expect((await as(1).get(`/api/people/${other}`)).status).toBe(404);
    expect((await as(6).get(`/api/people/${person}`)).status).toBe(404);
    expect(await readings()).toBe(before);
  });

  test('given somebody who is not there, then 404', async () => {
    const body = { fields: ['phone'], purpose: 'contact', caseId };
    expect((await as(1).post('/api/people/999999/readings', body)).status).toBe(404);
    expect((await as(1).get('/api/people/999999')).status).toBe(404);
  });

  test('given a record that does not open, then the answer is an incident without a value, and the reading stands recorded', async () => {
    const damaged = await addPerson(pool, people, personOf(5));
    await pool.query(`UPDATE person SET phone = email WHERE id = $1`, [damaged]);
    await openFor(damaged, cloudEventOf('department', 'C-2', present.now, { data: { item: 'report' } }));
    const body = { fields: ['phone'], purpose: 'contact', caseId: await keyOf('C-2') };
    const answer = await as(1).post(`/api/people/${damaged}/readings`, body);
    expect([answer.status, answer.body.code]).toEqual([500, 'incident']);
    expect(await query('SELECT fields FROM sensitive_read WHERE person_id = $1', [damaged])).toEqual([
      { fields: ['phone'] },
    ]);
  });

  test('given the reading cannot be recorded, then nothing is answered in full', async () => {
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    await owner.query('REVOKE INSERT ON sensitive_read FROM mingjing_app');
    await owner.query('REVOKE INSERT (account_id) ON sensitive_read FROM mingjing_app');
    const answer = await as(1).post(`/api/people/${person}/readings`, {
      fields: ['phone'],
      purpose: 'contact',
      caseId,
    });
    await owner.query(
      'GRANT INSERT (account_id, actor, person_id, fields, purpose, case_city, case_id, break_glass_id) ON sensitive_read TO mingjing_app',
    );
    await owner.end();
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toContain(personOf(1).phone);
  });
});

describe('who read what', () => {
  test('given readings, when somebody asks who read their own record, then they see theirs alone; who has no record sees none', async () => {
    const { body } = await as(9).get('/api/my/readings');
    expect(body.total).toBe(1);
    expect(body.rows[0]).toMatchObject({ actor: 'account-1', fields: ['phone'], purpose: 'contact', caseId });
    expect(body.rows[0].purposeText).toEqual({ zh: '联系当事人', en: 'To reach the person' });
    expect((await as(8).get('/api/my/readings')).body).toMatchObject({ rows: [], total: 0 });
  });

  test('given many readings, when an auditor lists them, then they are filtered and come in pages, newest first', async () => {
    for (let n = 0; n < 7; n++)
      await as(2).post(`/api/people/${person}/readings`, {
        fields: ['name', 'idNumber'],
        purpose: 'supervision',
        caseId,
      });
    const list = async (filter: string) => (await as(3).get(`/api/readings?${filter}`)).body;
    const first = await list('actor=account-2&pageSize=5');
    const second = await list('actor=account-2&pageSize=5&page=2');
    expect([first.total, first.rows.length, second.rows.length]).toEqual([7, 5, 2]);
    const ids = [...first.rows, ...second.rows].map((row: { id: string }) => Number(row.id));
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect((await list('purpose=contact')).total).toBe(2);
    expect((await list(`person=${person}`)).total).toBe(8);
    expect((await list(`caseId=${caseId}&actor=account-1`)).total).toBe(1);
    expect((await list('to=2020-01-01')).total).toBe(0);
    expect((await list('from=2020-01-01')).total).toBe(9);
    expect((await as(3).get('/api/readings?purpose=curiosity')).status).toBe(422);
  });

  test('given the application tells the time of a reading itself, then it may not', async () => {
    await expect(
      query(
        `INSERT INTO sensitive_read (account_id, actor, person_id, fields, purpose, read_at) VALUES (1, 'x', $1, '{phone}', 'own-record', '2020-01-01')`,
        [person],
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });
});

describe('break-glass access', () => {
  const ask = (account: number, more: object = {}) =>
    as(account).post('/api/break-glass', {
      person: String(person),
      fields: ['phone', 'address'],
      caseId,
      reason,
      ...more,
    });
  const act = (account: number, id: string, body: object) =>
    as(account).post(`/api/break-glass/${id}/actions`, body);
  const read = (account: number, id: string, fields = ['phone']) =>
    as(account).post(`/api/people/${person}/readings`, {
      fields,
      purpose: 'break-glass',
      caseId,
      breakGlass: id,
    });

  test('given two approve, then the asker alone reads what was asked for until the box ends; then it waits for its review', async () => {
    const { body: asked } = await ask(6);
    expect(asked).toMatchObject({ phase: 'asked', asker: 'account-6', approvers: [], reviewOverdue: false });
    expect(asked.actions.map((one: { action: string }) => one.action)).toEqual(['withdraw']);
    expect((await read(6, asked.id)).status).toBe(403);
    expect((await act(6, asked.id, { action: 'approve' })).status).toBe(403);
    expect((await act(1, asked.id, { action: 'approve' })).status).toBe(404);
    expect((await as(1).get('/api/break-glass')).body.total).toBe(0);
    expect((await act(2, asked.id, { action: 'approve' })).body.phase).toBe('seconded');
    expect((await act(2, asked.id, { action: 'approve' })).status).toBe(403);
    expect((await read(6, asked.id)).status).toBe(403);
    const { body: open } = await act(3, asked.id, { action: 'approve' });
    expect(open).toMatchObject({ phase: 'open', approvers: ['account-2', 'account-3'] });

    expect((await read(6, asked.id)).body.fields).toEqual({ phone: personOf(1).phone });
    expect((await read(2, asked.id)).status).toBe(403);
    expect((await read(6, asked.id, ['idNumber'])).status).toBe(403);
    expect((await as(9).get('/api/readings?purpose=break-glass')).body.rows).toMatchObject([
      { breakGlass: asked.id, actor: 'account-6', caseId },
    ]);

    present.now = Date.parse(open.endsAt);
    expect((await read(6, asked.id)).status).toBe(403);
    expect((await as(4).get(`/api/break-glass/${asked.id}`)).body).toMatchObject({
      phase: 'to-review',
      actions: [{ action: 'review', title: { zh: '复核', en: 'Review' } }],
    });
    present.now = Date.parse(open.reviewDueAt) + 1;
    expect((await as(4).get('/api/break-glass?phase=to-review')).body).toMatchObject({
      total: 1,
      rows: [{ id: asked.id, reviewOverdue: true }],
    });
    const review = { action: 'review', justified: true, note: '查阅必要，范围适当，同意销号' };
    expect((await act(2, asked.id, review)).status).toBe(403);
    expect((await act(4, asked.id, review)).body).toMatchObject({
      phase: 'reviewed',
      verdict: { by: 'account-4', justified: true },
    });
  });

  test('given two approve in the same moment, then both count or one is told to look again, and never does one count twice', async () => {
    const { body: asked } = await ask(6);
    const answers = await Promise.all(
      [2, 2, 3].map((account) => act(account, asked.id, { action: 'approve' })),
    );
    for (const { status } of answers) expect([200, 403, 409]).toContain(status);
    const { body } = await as(5).get(`/api/break-glass/${asked.id}`);
    expect(new Set(body.approvers).size).toBe(body.approvers.length);
  });

  test.each([
    ['a short reason', { reason: 'urgent' }, 422],
    ['no field', { fields: [] }, 422],
    ['somebody who is not there', { person: '999999' }, 404],
    ['a case that there is not', { caseId: '3702-99999' }, 422],
  ])('given %s, when asked, then it is refused', async (_, more, status) => {
    expect((await ask(6, more)).status).toBe(status);
  });
});

describe('what was written down', () => {
  test.each([
    'UPDATE sensitive_read SET actor = actor',
    'DELETE FROM sensitive_read',
    'TRUNCATE sensitive_read',
    'UPDATE break_glass_event SET data = data',
    'DELETE FROM break_glass_event',
    'TRUNCATE break_glass_event',
  ])('given %s, then the application may not, and a trigger stops the owner', async (statement) => {
    await expect(query(statement)).rejects.toMatchObject({
      code: '42501',
      message: expect.stringContaining('permission denied'),
    });
    const owner = new pg.Client({ connectionString: ownerUrl });
    await owner.connect();
    const refused = owner.query(statement).finally(() => owner.end());
    await expect(refused).rejects.toMatchObject({ message: expect.stringContaining('is append-only') });
  });
});
