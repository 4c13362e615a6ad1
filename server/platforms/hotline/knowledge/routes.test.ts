import { describe, expect, test } from 'vitest';
import type { KnowledgeInput } from '#contract/hotline/knowledge';
import type { HeldGrant, Principal } from '#spine/identity/principal';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, organs, testSpine } from '../../../../tests/support/spine.ts';
import { registerKnowledgeRoutes } from './routes.ts';

const { pool } = await testDatabase();
const { spine, query, present } = await testSpine(pool);
const asked: { by: Principal | null } = { by: null };
const { send } = await appWith(spine, { who: () => asked.by }, registerKnowledgeRoutes);
const grant = (role: HeldGrant['role'], organ: { code: string; region: string }) => ({
  role,
  organId: spine.registry.organ(organ.code)!.id,
  region: Number(organ.region),
});
const agent = principalWith([grant('hotline-agent', organs.city)], 'agent');
const head = principalWith([grant('organ-head', organs.district)], 'head');
const stranger = principalWith([grant('organ-head', organs.qingdao)], 'stranger');

async function as(who: Principal | null, ...request: Parameters<typeof send>) {
  asked.by = who;
  return send(...request);
}
const entries = '/api/hotline/knowledge/entries';
const desk = '/api/hotline/knowledge/desk';
// The present of these tests is 2026-03-02.
const given = (more: Partial<KnowledgeInput> = {}): KnowledgeInput => ({
  question: { zh: '暖气不热怎么办？', en: 'The heating is cold' },
  answer: { zh: '请供热企业上门测温。', en: 'Have the company measure.' },
  keywords: ['供暖'],
  basis: ['供热条例'],
  organ: organs.district.code,
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  reviewBy: '2026-08-01',
  ...more,
});
async function create(more: Partial<KnowledgeInput> = {}) {
  const { status, body } = await as(agent, 'POST', desk, given(more));
  expect([status, body]).toMatchObject([200, { version: 1 }]);
  return body;
}
const questions = (body: { rows: { question: { zh: string } }[] }) => body.rows.map((row) => row.question.zh);
const found = async (search: string) =>
  (await as(null, 'GET', `${entries}?search=${encodeURIComponent(search)}`)).body;

describe('looking for an entry', () => {
  test('given entries, when words of a question, other words for it or English are typed, then they are found, the nearest first', async () => {
    await create();
    await create({
      question: { zh: '怎样测温？', en: 'Measuring' },
      answer: { zh: '用温度计。', en: 'By thermometer.' },
      keywords: [],
    });
    expect(questions(await found('暖气不热'))).toEqual(['暖气不热怎么办？']);
    expect(questions(await found('供暖'))).toEqual(['暖气不热怎么办？']);
    expect(questions(await found('测温'))).toEqual(['怎样测温？', '暖气不热怎么办？']);
    expect(questions(await found('heat'))).toEqual(['暖气不热怎么办？']);
    expect(await found('测温 飞机')).toMatchObject({ closest: true, total: 2 });
    expect(await found('飞机')).toMatchObject({ closest: false, total: 0, rows: [] });
  });

  test('given an entry for officials and one that does not hold yet, then the public finds neither, and agents both', async () => {
    const secret = await create({
      question: { zh: '保密怎样登记', en: 'Confidential' },
      audience: 'officials',
    });
    const later = await create({ question: { zh: '登记新规', en: 'New rule' }, validFrom: '2026-06-01' });
    expect(await found('登记')).toMatchObject({ total: 0 });
    for (const { id } of [secret, later]) {
      expect(await as(null, 'GET', `${entries}/${id}`)).toMatchObject({ status: 404 });
      expect(await as(agent, 'GET', `${desk}/${id}`)).toMatchObject({ status: 200 });
      expect(await as(null, 'GET', `${desk}/${id}`)).toMatchObject({ status: 401 });
    }
    const { body } = await as(agent, 'GET', `${desk}?search=${encodeURIComponent('登记')}`);
    expect(body.total).toBe(2);
  });

  test('given a division, then entries of it and of those above it are shown', async () => {
    await create({ question: { zh: '公交卡', en: 'Bus card' }, organ: organs.city.code });
    const at = async (region: string) =>
      (await as(null, 'GET', `${entries}?region=${region}&search=${encodeURIComponent('公交卡')}`)).body
        .total;
    expect([await at('370102000000'), await at('370200000000')]).toEqual([1, 0]);
  });
});

describe('an entry in time', () => {
  test('given its days, when they pass, then it says so, comes last, and its owner is warned', async () => {
    const { id } = await create({
      question: { zh: '停车收费', en: 'Parking fee' },
      validTo: '2026-05-20',
      reviewBy: '2026-05-01',
    });
    const old = await create({ question: { zh: '停车停车', en: 'Parking' }, validTo: '2026-03-10' });
    const standing = async () => (await as(null, 'GET', `${entries}/${id}`)).body.standing;
    const days = ['2026-03-02', '2026-04-17', '2026-05-01', '2026-05-02', '2026-05-20', '2026-05-21'];
    const standings = [];
    for (const day of days) {
      present.now = Date.parse(`${day}T10:00:00+08:00`);
      standings.push(await standing());
    }
    expect(standings).toEqual(['current', 'ends-soon', 'ends-soon', 'review-due', 'review-due', 'expired']);
    present.now = Date.parse('2026-04-01T10:00:00+08:00');
    expect(questions(await found('停车'))).toEqual(['停车收费', '停车停车']);
    const { body } = await as(head, 'GET', `${desk}?mine=true&standing=expired`);
    expect(body.warnings).toEqual({ 'ends-soon': 0, 'review-due': 0, expired: 1 });
    expect(body.rows.map((row: { id: string }) => row.id)).toEqual([old.id]);
    expect((await as(stranger, 'GET', `${desk}?mine=true`)).body).toMatchObject({
      total: 0,
      warnings: { expired: 0 },
    });
    present.now = Date.UTC(2026, 2, 2, 2);
  });

  test.each([
    ['2026-09-03', 'reviewBy'],
    ['2026-03-01', 'reviewBy'],
  ])('given a review on %s, then it is refused: it comes within six months', async (reviewBy, field) => {
    expect(await as(agent, 'POST', desk, given({ reviewBy }))).toMatchObject({
      status: 422,
      body: { code: 'field-invalid', field },
    });
  });

  test('given an end before its beginning or an unknown owner, then it is refused at its field', async () => {
    expect(await as(agent, 'POST', desk, given({ validTo: '2025-12-31' }))).toMatchObject({
      status: 422,
      body: { field: 'validTo' },
    });
    expect(await as(agent, 'POST', desk, given({ organ: 'nobody' }))).toMatchObject({
      status: 422,
      body: { code: 'organ-unknown' },
    });
  });
});

describe('writing an entry', () => {
  test('given a version that was read, when saved twice, then the second is told; versions stay as they were', async () => {
    const { id, content } = await create();
    const save = { version: 1, content: { ...content, reviewBy: '2026-09-01' } };
    expect((await as(head, 'PUT', `${desk}/${id}`, save)).body).toMatchObject({ version: 2, editable: true });
    expect(await as(head, 'PUT', `${desk}/${id}`, save)).toMatchObject({
      status: 409,
      body: { field: 'version' },
    });
    const { body } = await as(agent, 'GET', `${desk}/${id}/versions`);
    expect(body).toMatchObject([
      { version: 2, actor: 'head', changed: ['reviewBy'] },
      { version: 1, actor: 'agent', changed: [] },
    ]);
    await expect(query('UPDATE hotline_knowledge_version SET actor = $1', ['x'])).rejects.toThrow(
      /denied|append-only/,
    );
  });

  test('given the head of another organ, then they write neither this entry nor one for it', async () => {
    const { id, content } = await create();
    expect(await as(stranger, 'PUT', `${desk}/${id}`, { version: 1, content })).toMatchObject({
      status: 403,
    });
    expect(await as(stranger, 'POST', desk, given())).toMatchObject({ status: 403 });
    expect(await as(null, 'POST', desk, given())).toMatchObject({ status: 401 });
  });

  test('given an owner in another city, then an entry does not move to it', async () => {
    const { id, content } = await create();
    const both = principalWith([grant('hotline-agent', organs.province)]);
    expect(
      await as(both, 'PUT', `${desk}/${id}`, {
        version: 1,
        content: { ...content, organ: organs.qingdao.code },
      }),
    ).toMatchObject({ status: 422, body: { field: 'content.organ' } });
  });
});

describe('whether it was useful', () => {
  test('given voices for two versions, then each has its own and the entry has all', async () => {
    const { id, content } = await create();
    const say = (version: number, useful: boolean) =>
      as(null, 'POST', `${entries}/${id}/usefulness`, { version, useful });
    await say(1, true);
    await as(head, 'PUT', `${desk}/${id}`, { version: 1, content: { ...content, keywords: ['暖气'] } });
    await say(2, false);
    expect((await say(2, true)).body).toEqual({ useful: 2, useless: 1 });
    expect((await as(null, 'GET', `${entries}/${id}`)).body).toMatchObject({
      usefulness: { useful: 2, useless: 1 },
      ofThisVersion: { useful: 1, useless: 1 },
    });
    expect(await say(3, true)).toMatchObject({ status: 422, body: { field: 'version' } });
  });

  test('given more voices of one address than the rate allows, then it is told to wait', async () => {
    const { id } = await create();
    const statuses = [];
    for (let n = 0; n < 21; n++)
      statuses.push(
        (await as(null, 'POST', `${entries}/${id}/usefulness`, { version: 1, useful: true })).status,
      );
    expect(statuses.at(-1)).toBe(429);
  });
});
