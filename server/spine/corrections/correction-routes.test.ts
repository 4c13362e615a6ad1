import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { type CorrectionDetail, correctionStatuses, correctionsApi } from '#contract/corrections';
import { at } from '#spine/clocks/clock.fixture';
import { formatKey } from '#spine/keys';
import { filled } from './correction.fixture.ts';
import { registerCorrectionRoutes } from './correction-routes.ts';
import { createWorld, district } from './correction-world.fixture.ts';
import { testDatabase } from '../../../tests/support/database.ts';
import { everybodysDeputy } from '../../../tests/support/principals.ts';
import { appWith } from '../../../tests/support/spine.ts';

const opening = at('2026-03-02 10:00');
const world = await createWorld(await testDatabase(), opening);
const { app } = await appWith(world.spine, registerCorrectionRoutes, {
  who: (request) => everybodysDeputy(world.spine, request.headers['x-test-actor'] as string | undefined),
});

const now = at('2026-03-06 09:00');
let cases = 0;

/** The red card of a case whose promise was let pass. */
async function redCard(): Promise<string> {
  await world.setNow(opening);
  cases += 1;
  const { id } = await world.openCase(`R-${cases}`);
  await world.setNow(now);
  await world.spine.ticker.tick(now);
  const [row] = await world.query<{ id: number }>(
    `SELECT id FROM alert WHERE case_id = $1 AND key = 'promised:red'`,
    [id],
  );
  return formatKey(3701, row!.id);
}

const send = async (method: 'GET' | 'POST', url: string, payload?: object, actor?: string) => {
  const headers = actor === undefined ? {} : { 'x-test-actor': actor };
  const response = await app.inject({ method, url, headers, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.json() };
};
const issue = (id: string, demand = 'Explain the delay.') =>
  send('POST', `/api/alerts/${id}/correction`, { demand });
const act = (id: string, action: string, values: object = filled[action as keyof typeof filled] ?? {}) =>
  send('POST', `/api/corrections/${id}/actions`, { action, values });
const list = async (query = '') =>
  (await send('GET', `/api/corrections${query}`)).body as z.output<
    typeof correctionsApi.listCorrections.response
  >;

describe('issuing', () => {
  test('given a red card, when issued, then the correction comes back whole', async () => {
    const id = await redCard();
    const { status, body } = await issue(id);
    expect(status).toBe(200);
    const detail = correctionsApi.issueCorrection.response.parse(body);
    expect(detail).toMatchObject({
      id,
      alertId: id,
      number: expect.stringMatching(/^JC-2026-3701-\d{6}$/),
      status: 'issued',
      level: 'red',
      rule: 'OVERDUE',
      escalations: 0,
      organ: 'bureau',
      region: String(district),
      issuedAt: new Date(now).toISOString(),
      dueAt: new Date(at('2026-03-10 00:00')).toISOString(),
      dueFor: 'sign',
      late: false,
      cause: null,
      appeal: null,
    });
    expect(detail.alert).toMatchObject({ id, status: 'correcting', correctionId: id });
    expect(detail.clocks.map((clock) => [clock.name.en, clock.status])).toEqual([
      ['Limit for signing', 'running'],
      ['Limit for closing', 'running'],
    ]);
    expect(detail.clocks[0]!.explanation.length).toBeGreaterThan(2);
    expect(detail.history).toMatchObject([
      {
        type: 'correction.issued',
        source: 'workbench',
        data: { demand: 'Explain the delay.', issuer: String(district) },
      },
    ]);
    // Whoever issued it does not answer it; somebody else may do either.
    expect(detail.availableActions.map((one) => one.action)).toEqual(['escalate']);
    const other = (await send('GET', `/api/corrections/${id}`)).body as CorrectionDetail;
    expect(other.availableActions.map((one) => one.action)).toEqual(['sign', 'escalate']);
  });

  test('given an alert that has a correction, when issued again, then it is refused', async () => {
    const id = await redCard();
    await issue(id);
    expect(await issue(id)).toMatchObject({ status: 409, body: { code: 'action-not-allowed' } });
  });

  test.each([
    ['an alert that does not exist', '3701-999999', {}, 404, 'not-found'],
    ['an alert of another city', '3702-1', {}, 404, 'not-found'],
    ['what is no key', 'x', {}, 404, 'not-found'],
    ['a demand that is too long', '3701-1', { demand: 'x'.repeat(2001) }, 422, 'field-invalid'],
  ])('given %s, then it is refused', async (_, id, body, status, code) => {
    expect(await send('POST', `/api/alerts/${id}/correction`, body)).toMatchObject({
      status,
      body: { code, type: `urn:mingjing:problem:${code}` },
    });
  });

  test('given a warning of a correction itself, when issued for, then it is refused', async () => {
    const id = await redCard();
    await issue(id);
    const later = at('2026-03-10 09:00');
    await world.setNow(later);
    await world.spine.ticker.tick(later);
    const [own] = await world.query<{ id: number }>(
      `SELECT id FROM alert WHERE key = 'correction:' || $1 || ':sign:overdue'`,
      [id.split('-')[1]],
    );
    expect(await issue(formatKey(3701, own!.id))).toMatchObject({
      status: 409,
      body: { code: 'action-not-allowed', field: 'id' },
    });
  });
});

describe('acting', () => {
  test('given an order, when signed, rectified, answered and verified, then each answer is the new state', async () => {
    const id = await redCard();
    await issue(id);
    const seen: [string, string | null][] = [];
    for (const action of ['sign', 'rectify', 'answer', 'reject', 'answer', 'verify']) {
      const { status, body } = await act(id, action);
      expect(status).toBe(200);
      seen.push([body.status, body.dueFor]);
    }
    expect(seen).toEqual([
      ['signed', 'feedback'],
      ['rectifying', 'feedback'],
      ['answered', 'verify'],
      ['rectifying', 'feedback'],
      ['answered', 'verify'],
      ['cleared', null],
    ]);
    const { body } = (await send('GET', `/api/corrections/${id}`)) as { body: CorrectionDetail };
    const { cause, measures } = filled.rectify;
    expect(body).toMatchObject({ cause, measures, late: false, availableActions: [] });
    expect(body.alert.status).toBe('cleared');
    expect(body.history.map((entry) => entry.title.en)).toEqual([
      'Correction notice issued',
      'Signed for',
      'Rectification begun',
      'Answered',
      'Verification failed, returned',
      'Answered',
      'Verified and cleared',
    ]);
    expect(body.clocks.map((clock) => clock.name.zh)).toContain('反馈时限（第2次）');
  });

  test('given an appeal, when upheld, then the alert is lifted', async () => {
    const id = await redCard();
    await issue(id);
    await act(id, 'sign');
    expect((await act(id, 'appeal')).body.appeal).toEqual({
      ground: 'wrong-data',
      statement: filled.appeal.statement,
    });
    const { body } = await act(id, 'uphold');
    expect(body).toMatchObject({ status: 'upheld', alert: { status: 'lifted' } });
  });

  test('given what the state does not allow, then 409; given a field that is missing, then 422 with its name', async () => {
    const id = await redCard();
    await issue(id);
    expect(await act(id, 'verify')).toMatchObject({ status: 409, body: { code: 'action-not-allowed' } });
    expect(await act(id, 'sign')).toMatchObject({ status: 200 });
    expect(await act(id, 'appeal', { ground: 'wrong-data' })).toMatchObject({
      status: 422,
      body: { code: 'field-invalid', field: 'values.statement' },
    });
    expect(await act(await redCard(), 'sign')).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await send('GET', `/api/corrections/${id}`)).body.status).toBe('signed');
  });

  test('given several orders, when signed at once, then each is answered for itself', async () => {
    const ids = [await redCard(), await redCard(), await redCard()];
    await issue(ids[0]!);
    await issue(ids[1]!);
    await act(ids[1]!, 'sign');
    const { body } = await send('POST', '/api/corrections/sign', { ids: [...ids, 'x'] }, 'wang-wu');
    expect(body.signed).toEqual([ids[0]]);
    expect(body.refused.map((one: { id: string; code: string }) => [one.id, one.code])).toEqual([
      [ids[1], 'action-not-allowed'],
      [ids[2], 'not-found'],
      ['x', 'not-found'],
    ]);
    expect((await send('GET', `/api/corrections/${ids[0]}`)).body.history[1].actor).toBe('wang-wu');
  });
});

describe('the list', () => {
  test('given corrections in several states, when listed, then filters, order and counts agree', async () => {
    const before = await list();
    const [one, other] = [await redCard(), await redCard()];
    await issue(one);
    await issue(other);
    await act(other, 'sign');
    const all = await list('?sort=oldest&pageSize=200');
    expect(all.total).toBe(before.total + 2);
    expect(all.rows).toHaveLength(all.total);
    expect(all.rows.map((row) => row.issuedAt)).toEqual(all.rows.map((row) => row.issuedAt).toSorted());
    for (const status of correctionStatuses) {
      const some = await list(`?status=${status}&pageSize=200`);
      expect(some.total).toBe(all.counts[status]);
      expect(some.rows.filter((row) => row.status !== status)).toEqual([]);
      expect(some.counts).toEqual(all.counts);
    }
    expect((await list(`?region=370102000000`)).total).toBe(all.total);
    expect((await list(`?region=370103000000`)).total).toBe(0);
    expect((await list('?organ=nobody')).total).toBe(0);
    expect((await list('?level=notice,yellow')).total).toBe(0);
    expect((await list('?level=red&organ=bureau')).total).toBe(all.total);
    const paged = [await list('?pageSize=1&page=1'), await list('?pageSize=1&page=2')];
    expect(new Set(paged.flatMap((page) => page.rows.map((row) => row.id))).size).toBe(2);
    expect(all.rows.find((row) => row.id === one)!.availableActions).toContain('sign');
    expect(all.rows.find((row) => row.id === other)!.availableActions).not.toContain('sign');
  });

  test('given a limit that has passed, when listed, then it is late, and what has ended never is', async () => {
    const id = await redCard();
    await issue(id);
    expect((await list('?late=true&pageSize=200')).rows.map((row) => row.id)).not.toContain(id);
    await world.setNow(at('2026-03-10 00:01'));
    const late = await list('?late=true&pageSize=200&sort=due');
    const intime = await list('?late=false&pageSize=200');
    expect(late.rows.map((row) => row.id)).toContain(id);
    expect(late.rows.every((row) => row.late)).toBe(true);
    expect(intime.rows.every((row) => !row.late)).toBe(true);
    expect(late.total + intime.total).toBe((await list()).total);
    expect(intime.counts.cleared).toBe((await list()).counts.cleared);
    const dues = late.rows.map((row) => row.dueAt!);
    expect(dues).toEqual(dues.toSorted());
  });

  test('given a page that is no number, then it is refused', async () => {
    expect(await send('GET', '/api/corrections?page=x')).toMatchObject({
      status: 422,
      body: { code: 'field-invalid' },
    });
  });
});
