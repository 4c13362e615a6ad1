import { describe, expect, test } from 'vitest';
import type { Role } from '#contract/roles';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, cloudEventOf, items, organs, testSpine } from '../../../../tests/support/spine.ts';
import { compareMonth, publishMonth } from './publications/publish.ts';
import { registerScoreRoutes } from './routes.ts';

const at = (local: string) => Date.parse(`${local}:00+08:00`);
const { pool } = await testDatabase();
const { spine, addSource, tell, query } = await testSpine(pool, {
  now: at('2026-04-10 10:00'),
  platforms: true,
});
await addSource({ code: 'log', mode: 'replay' });

const grantOf = (role: Role, organ: keyof typeof organs) => ({
  role,
  organId: spine.registry.organ(organs[organ].code)!.id,
  region: Number(organs[organ].region),
});
const people: Record<string, ReturnType<typeof principalWith>> = {
  head: principalWith([grantOf('organ-head', 'district')], 'head'),
  neighbour: principalWith([grantOf('organ-head', 'qingdao')], 'neighbour'),
  eye: principalWith([grantOf('supervision-officer', 'city')], 'eye'),
  chief: principalWith([grantOf('supervision-head', 'city')], 'chief'),
};
let asking = 'eye';
const { send } = await appWith(spine, registerScoreRoutes, { who: () => people[asking]! });
const as = (who: string, ...call: Parameters<typeof send>) => {
  asking = who;
  return send(...call);
};

/** A case of the district that opens and, where a time is given, closes. */
async function story(number: string, opened: string, closed?: string, actor = 'clerk'): Promise<void> {
  const common = { region: organs.district.region };
  await tell([
    cloudEventOf('log', number, at(opened), {
      ...common,
      data: { item: items.report.code, organ: organs.district.code, actor },
    }),
  ]);
  if (closed === undefined) return;
  await tell([
    cloudEventOf('log', number, at(closed), {
      ...common,
      type: 'case.step-done',
      data: { step: 'handle', actor },
    }),
    cloudEventOf('log', number, at(closed), { ...common, type: 'case.closed', data: { actor } }),
  ]);
}

/** An alert that a rule gave, as it stands. */
const warn = (number: string, rule: string, status = 0, level = 3) =>
  query(
    `INSERT INTO alert (city, case_id, key, rule, level, status, item_id, organ_id, region, fired_at)
     SELECT city, id, $2 || ':test', $2, $4, $3, item_id, organ_id, region, coalesce(ended_at, opened_at) FROM cases WHERE number = $1`,
    [number, rule, status, level],
  );

await story('EARLY', '2026-03-02 09:00', '2026-03-02 16:00');
await story('EARLY-TOO-FAST', '2026-03-02 09:00', '2026-03-02 09:01');
await warn('EARLY-TOO-FAST', 'TOO_FAST', 0, 1);
await story('EARLY-REOPENED', '2026-03-02 09:00', '2026-03-02 16:00');
await tell([
  cloudEventOf('log', 'EARLY-REOPENED', at('2026-03-03 09:00'), {
    region: organs.district.region,
    type: 'case.reopened',
    data: { actor: 'approver', reason: '决定书漏列一项' },
  }),
  cloudEventOf('log', 'EARLY-REOPENED', at('2026-03-03 10:00'), {
    region: organs.district.region,
    type: 'case.closed',
    data: { actor: 'clerk' },
  }),
]);
await story('IN-TIME', '2026-03-02 09:00', '2026-03-04 10:00', 'second-clerk');
await story('LATE', '2026-03-02 09:00', '2026-03-12 10:00');
await story('LATE-LIFTED', '2026-03-02 09:00', '2026-03-12 11:00');
await query(
  `UPDATE alert SET status = 3 WHERE rule = 'OVERDUE' AND case_id = (SELECT id FROM cases WHERE number = 'LATE-LIFTED')`,
);
await story('OPEN-LATE', '2026-03-16 09:00');
await story('NOT-YET-DUE', '2026-03-31 09:00');
// The present of the log moves on; what falls due on the way does.
await story('LATER', '2026-04-01 09:00', '2026-04-02 09:00');
await spine.ticker.tickReplay(spine.registry.source('log')!.id, at('2026-04-02 10:00'));

const march = `/api/powers/scores/organs/${organs.district.code}`;
const lineOf = (
  body: { parts: { lines: { code: string; n: number; points: string }[] }[] } & Record<string, any>,
  code: string,
) =>
  [...body.parts.flatMap(({ lines }) => lines), ...body.bonuses, ...body.deductions].find(
    (line) => line.code === code,
  )!;
const numbersOf = async (line: string, more = '') =>
  (await as('eye', 'GET', `${march}/cases?period=2026-03&line=${line}${more}`)).body.rows
    .map((row: { number: string }) => row.number)
    .sort();

describe('a calculation', () => {
  test('given late cases, then only what is late and was not lifted counts, and the line opens to it', async () => {
    const { body } = await as('eye', 'GET', `${march}?period=2026-03`);
    expect(lineOf(body, 'late').n).toBe(1);
    expect(await numbersOf('late')).toEqual(['LATE']);
    expect(body).toMatchObject({ volume: 6, late: 1, rank: null, leastCases: 20, publication: 'draft' });
  });

  test('given a case that is open past its due time, then it counts; one that is not due yet does not', async () => {
    expect(await numbersOf('open-late')).toEqual(['OPEN-LATE']);
  });

  test('given closings that were too fast, or worked on afterwards, then they earn nothing', async () => {
    expect(await numbersOf('early')).toEqual(['EARLY']);
    const { body } = await as('eye', 'GET', `${march}?period=2026-03`);
    // 6 ended, of them 1 late and 1 worked on after its closing: 4 in time.
    expect(body.onTime).toMatchObject({ share: 66.7 });
    expect(body.onTime.low).toBeLessThan(35);
  });

  test('given any line, then its list has as many cases as it says, and so has the volume', async () => {
    const { body } = await as('eye', 'GET', `${march}?period=2026-03`);
    for (const line of [
      ...body.parts.flatMap(({ lines }: any) => lines),
      ...body.bonuses,
      ...body.deductions,
    ]) {
      const cases = (await as('eye', 'GET', `${march}/cases?period=2026-03&line=${line.code}`)).body;
      expect([line.code, cases.total, cases.hidden]).toEqual([line.code, line.n, 0]);
    }
    expect((await as('eye', 'GET', `${march}/cases?period=2026-03&line=volume`)).body.total).toBe(6);
  });

  test('given a quarter, then it is the mean of its months', async () => {
    const { body } = await as('eye', 'GET', `${march}?period=2026-Q2`);
    expect(body.monthly.map(({ month }: { month: string }) => month)).toEqual(['2026-04']);
    expect(body.total).toBe(body.monthly[0].total);
    expect((await as('eye', 'GET', `${march}?period=2026-Q3`)).status).toBe(404);
    expect((await as('eye', 'GET', `${march}?period=2026-Q5`)).status).toBe(422);
  });

  test('given persons and posts, then they are scored by who acted last, for whoever may see it', async () => {
    const { body } = await as('head', 'GET', `${march}/people?period=2026-03&by=person`);
    expect(body.rows.map(({ key, volume, late, few }: any) => [key, volume, late, few])).toEqual([
      ['second-clerk', 1, 0, true],
      ['clerk', 5, 1, true],
    ]);
    expect(await numbersOf('late', '&by=person&key=clerk')).toEqual(['LATE']);
    expect((await as('neighbour', 'GET', `${march}/people?period=2026-03`)).status).toBe(404);
  });
});

describe('the list', () => {
  test('given somebody’s reach, then only organs within it are shown, with few cases not ranked', async () => {
    const { body } = await as('eye', 'GET', '/api/powers/scores?period=2026-03');
    expect(body.rows.map(({ organ, rank }: any) => [organ, rank])).toEqual([[organs.district.code, null]]);
    expect((await as('neighbour', 'GET', '/api/powers/scores?period=2026-03')).body.total).toBe(0);
    expect((await as('neighbour', 'GET', `${march}?period=2026-03`)).status).toBe(404);
    expect((await as('neighbour', 'GET', `${march}/cases?period=2026-03&line=late`)).status).toBe(404);
  });

  test('given schemes, then everybody may read every version with the words of its lines', async () => {
    const { body } = await as('eye', 'GET', '/api/powers/scores/schemes');
    expect(body.map((one: any) => [one.scheme.code, one.current])).toEqual([
      ['deductions', true],
      ['weights', true],
    ]);
    expect(body[0].rules.red.zh).toBe('每件扣 1.5 分');
  });
});

describe('publication, appeal and adjustment', () => {
  const scoreOf = async () => (await as('eye', 'GET', `${march}?period=2026-03`)).body;
  let appeal = '';

  test('given a month that is published, then it is kept to the byte, and published again it is not', async () => {
    expect(await publishMonth(spine, '2026-03', 'system')).toBe(1);
    expect(await publishMonth(spine, '2026-03', 'system')).toBe(0);
    expect(await compareMonth(spine, '2026-03')).toMatchObject({
      same: 1,
      differing: [],
      missing: [],
      gone: [],
    });
    const [record] = await query<{ sha256: string; revision: number }>(
      'SELECT sha256, revision FROM score_record',
    );
    expect(await scoreOf()).toMatchObject({ publication: 'published', records: [record] });
    await expect(query('UPDATE score_record SET total = 100')).rejects.toThrow(/append-only|denied/);
    const [journal] = await query<{ n: number }>(
      `SELECT count(*)::int AS n FROM journal WHERE type = 'powers.scores-published'`,
    );
    expect(journal!.n).toBe(1);
  });

  test('given an appeal of the organ, then one person proposes and never the same decides', async () => {
    const asked = await as('head', 'POST', `${march}/appeals`, {
      month: '2026-03',
      line: 'late',
      ground: 'wrong-data',
      statement: '该办件的办结时间登记有误',
    });
    expect(asked.status).toBe(200);
    appeal = asked.body.id;
    const propose = { points: '+1.5', reason: '经核实，登记时间有误' };
    const url = `/api/powers/scores/appeals/${appeal}`;
    expect((await as('head', 'POST', `${url}/proposal`, propose)).status).toBe(403);
    expect((await as('eye', 'POST', `${url}/proposal`, { ...propose, points: '1000' })).status).toBe(422);
    expect((await as('eye', 'POST', `${url}/decision`, { decision: 'approve' })).status).toBe(409);
    expect((await as('eye', 'POST', `${url}/proposal`, propose)).body).toMatchObject({
      status: 'proposed',
      points: '1.50',
      mayDecide: false,
    });
    expect((await as('eye', 'POST', `${url}/decision`, { decision: 'approve' })).status).toBe(403);
    expect(
      (await as('chief', 'POST', `${url}/decision`, { decision: 'return', note: '请补充依据' })).body.status,
    ).toBe('appealed');
    await as('eye', 'POST', `${url}/proposal`, propose);
    const before = await scoreOf();
    const { body } = await as('chief', 'POST', `${url}/decision`, { decision: 'approve', note: '同意' });
    expect(body).toMatchObject({ status: 'approved', decidedBy: 'chief', proposedBy: 'eye', by: 'head' });
    const after = await scoreOf();
    expect(Number(after.total)).toBeCloseTo(Number(before.total) + 1.5, 5);
    expect(after.adjustments).toMatchObject([{ id: appeal, points: '1.50', month: '2026-03' }]);
    expect(after.records.map(({ revision }: any) => revision)).toEqual([2, 1]);
    expect(after.publication).toBe('published');
  });

  test('given an adjustment of supervision, when another person sends it back, then nothing changes', async () => {
    const opened = await as('chief', 'POST', `${march}/adjustments`, {
      month: '2026-03',
      points: '-3',
      reason: '核查发现漏报办件',
    });
    const url = `/api/powers/scores/appeals/${opened.body.id}`;
    expect((await as('chief', 'POST', `${url}/decision`, { decision: 'approve' })).status).toBe(403);
    expect(
      (await as('eye', 'POST', `${url}/decision`, { decision: 'return', note: '依据不足，不予采纳' })).body
        .status,
    ).toBe('withdrawn');
    expect((await scoreOf()).adjustments.length).toBe(1);
    const { body } = await as('head', 'GET', '/api/powers/scores/appeals?status=withdrawn');
    expect(body).toMatchObject({ total: 1, counts: { approved: 1, withdrawn: 1 } });
    expect((await as('neighbour', 'GET', '/api/powers/scores/appeals')).body.total).toBe(0);
  });

  test('given a month to come or a line that is none, then it is refused', async () => {
    const body = { ground: 'wrong-data', statement: '该办件的办结时间登记有误' };
    expect((await as('head', 'POST', `${march}/appeals`, { ...body, month: '2027-01' })).status).toBe(422);
    expect(
      (await as('head', 'POST', `${march}/appeals`, { ...body, month: '2026-03', line: 'x' })).status,
    ).toBe(422);
  });

  test('given an alert that is lifted after the publication, then the recomputation says what differs', async () => {
    await query(`UPDATE alert SET status = 3 WHERE rule = 'OVERDUE'`);
    const { differing, same } = await compareMonth(spine, '2026-03');
    expect({ same, organs: differing.map(({ organ }) => organ) }).toEqual({
      same: 0,
      organs: [organs.district.code],
    });
    await query(`UPDATE alert SET status = 0 WHERE rule = 'OVERDUE' AND key NOT LIKE '%:test'
      AND case_id <> (SELECT id FROM cases WHERE number = 'LATE-LIFTED')`);
    expect((await compareMonth(spine, '2026-03')).same).toBe(1);
  });
});

describe('a supervision proposal', () => {
  test('given a quarter that failed, then it is issued as a document that anybody can verify; a month or a pass is refused', async () => {
    const ask = (period: string) => as('chief', 'POST', `${march}/proposals`, { period });
    expect((await ask('2026-Q1')).status).toBe(409);
    // 100 points off, agreed on by two persons.
    const opened = await as('eye', 'POST', `${march}/adjustments`, {
      month: '2026-03',
      points: '-60',
      reason: '严重违反规定，一票否决',
    });
    await as('chief', 'POST', `/api/powers/scores/appeals/${opened.body.id}/decision`, {
      decision: 'approve',
    });
    expect((await ask('2026-03')).status).toBe(409);
    const { status, body } = await ask('2026-Q1');
    expect(status).toBe(200);
    expect(body).toMatchObject({ state: 'valid', title: expect.stringContaining('2026年第一季度') });
    const after = (await as('eye', 'GET', `${march}?period=2026-Q1`)).body;
    expect(after.proposals.map(({ code }: any) => code)).toEqual([body.code]);
    expect((await as('head', 'POST', `${march}/proposals`, { period: '2026-Q1' })).status).toBe(403);
  });

  test('given several that are issued at once, then each has a number of its own and none is left out', async () => {
    const before = await query('SELECT FROM score_proposal');
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => as('chief', 'POST', `${march}/proposals`, { period: '2026-Q1' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(answers.map(({ body }) => body.number).toSorted()).toEqual(
      [1, 2, 3, 4].map((n) => `监建〔2026〕370100-${before.length + n}号`),
    );
  });
});
