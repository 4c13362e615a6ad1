import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { DryRun } from '#contract/rules';
import { rulesApi } from '#contract/rules';
import { replay } from '#spine/journal/replay';
import { principalWith } from '../../../tests/support/principals.ts';
import { datedDatabase } from '../../../tests/support/recording-time.ts';
import { appWith, cloudEventOf, organs, testSpine } from '../../../tests/support/spine.ts';
import { applyDueDecisions } from './rule-decisions.ts';
import { registerRuleRoutes } from './rule-routes.ts';

const at = (text: string) => Date.parse(`${text}:00+08:00`);
const { pool, record } = await datedDatabase();
const world = await testSpine(pool, { now: at('2026-03-02T10:00') });
await record(at('2026-03-02T10:00'));
const { spine, present, query } = world;
await world.addSource({ code: 'desk' });
const province = 370000000000;
const organId = spine.registry.organ(organs.province.code)!.id;
const head = principalWith([{ role: 'supervision-head', organId, region: province }], 'head');
const cityHead = principalWith([{ role: 'supervision-head', organId, region: 370100000000 }], 'city-head');
const { send } = await appWith(spine, { who: () => head }, registerRuleRoutes);
const { send: fromCity } = await appWith(spine, { who: () => cityHead }, registerRuleRoutes);

const pass = async (time: string): Promise<void> => {
  present.now = at(time);
  await record(present.now);
};

let told = 0;
/** A licence that is refused with a reason of `length` characters, told now. */
async function refuse(length: number, region = organs.district.region): Promise<string> {
  const number = `R-${++told}`;
  const one = (type: string, data: object) =>
    cloudEventOf('desk', number, present.now, { type, data: { ...data }, region });
  await world.tell([
    one('case.opened', { item: 'licence' }),
    one('case.not-accepted', { reason: '不'.repeat(length) }),
  ]);
  return number;
}
const rule = 'REFUSED_WITHOUT_REASON';
const alertsOf = async (number: string) =>
  (
    await query<{ rule: string }>(
      'SELECT a.rule FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id WHERE c.number = $1 AND a.rule = $2',
      [number, rule],
    )
  ).length;
const decide = (body: object, code = rule, by = send) => by('POST', `/api/rules/${code}/decisions`, body);
const view = async (code = rule) =>
  rulesApi.getRule.response.parse((await send('GET', `/api/rules/${code}`)).body);

describe('a decision about a rule', () => {
  test('given a rule in force, then a short reason is noticed and its thresholds are told with their basis', async () => {
    expect(await alertsOf(await refuse(9))).toBe(1);
    expect(await view()).toMatchObject({
      active: true,
      thresholds: [{ name: 'leastCharacters', value: 10, shipped: 10, unit: 'characters', mark: 'P' }],
      decisions: [],
      mayDecide: true,
    });
  });

  test('given it is switched off with a reason, then it says nothing, and who did it stands there', async () => {
    const answer = await decide({ active: false, reason: '系统改造期间理由字段不可用' });
    expect(answer.status).toBe(200);
    expect(await alertsOf(await refuse(9))).toBe(0);
    expect(await view()).toMatchObject({
      active: false,
      decisions: [{ active: false, by: 'head', standing: 'in-force', effectiveFrom: '2026-03-02' }],
    });
  });

  test('given it is switched on with another threshold, then it goes by that', async () => {
    await decide({ active: true, parameters: { leastCharacters: 4 }, reason: '恢复，改为四个字' });
    expect(await alertsOf(await refuse(4))).toBe(0);
    expect(await alertsOf(await refuse(3))).toBe(1);
    expect((await view()).thresholds[0]).toMatchObject({ value: 4, shipped: 10 });
    expect((await view()).decisions.map(({ standing }) => standing)).toEqual(['in-force', 'replaced']);
  });

  test('given a decision of a later day, then it waits, and holds once that day has come', async () => {
    await decide({ active: true, reason: '恢复默认阈值', effectiveFrom: '2026-03-04' });
    expect(await applyDueDecisions(spine)).toBe(0);
    expect(await alertsOf(await refuse(9))).toBe(0);
    expect((await view()).decisions[0]!.standing).toBe('pending');
    await pass('2026-03-04T09:00');
    expect(await applyDueDecisions(spine)).toBe(1);
    expect(await applyDueDecisions(spine)).toBe(0);
    expect(await alertsOf(await refuse(9))).toBe(1);
  });

  test.each([
    [
      'a threshold that the rule has not',
      rule,
      { active: true, parameters: { most: 3 }, reason: '写错了名称' },
      422,
    ],
    ['no reason', rule, { active: false, reason: ' ' }, 422],
    ['a day that is over', rule, { active: false, reason: '不可追溯停用', effectiveFrom: '2026-03-03' }, 422],
    ['a rule that others rest on', 'CORRECTION_OVERDUE', { active: false, reason: '停止催办和升级' }, 409],
    ['no such rule', 'NONE', { active: false, reason: '没有这条规则' }, 404],
  ])('given %s, then it is refused', async (_, code, body, status) => {
    expect((await decide(body, code)).status).toBe(status);
  });

  test('given the head of a city, then it is refused: rules hold for all', async () => {
    expect((await decide({ active: false, reason: '本市停用该规则' }, rule, fromCity)).status).toBe(403);
  });

  test('given rules of clocks and silence are off, then neither warnings nor reminders of them are set', async () => {
    for (const code of ['INACTION', 'OVERDUE', 'BULK_BACKFILL'])
      await decide({ active: false, reason: '试点期间停用' }, code);
    await world.tell([cloudEventOf('desk', 'SLOW', present.now, { data: { item: 'report' } })]);
    await pass('2026-03-20T09:00');
    await spine.ticker.catchUp(present.now);
    const rows = await query<{ rule: string }>(
      `SELECT a.rule FROM alert a JOIN cases c ON c.city = a.city AND c.id = a.case_id WHERE c.number = 'SLOW'`,
    );
    expect(rows.map((row) => row.rule)).not.toContain('OVERDUE');
    expect(rows.map((row) => row.rule)).not.toContain('INACTION');
    expect(rows.map((row) => row.rule)).toContain('EXPIRING');
  });

  test('given all of that, when it is replayed, then each entry is judged by what held then', async () => {
    const report = await replay(spine);
    expect(report.listed).toEqual([]);
    expect(report.differences).toBe(0);
  });
});

describe('a trial of a rule', () => {
  /** Asks as a page does, until it has ended; between two questions the server has its turn. */
  async function finished(id: string, by = send): Promise<DryRun> {
    for (;;) {
      const { body } = await by('GET', `/api/dry-runs/${id}`);
      if (body.status !== 'running') return body;
      await turn();
    }
  }
  async function tried(parameters: object, more: object = {}, by = send): Promise<DryRun> {
    const order = { parameters, from: '2026-03-01', to: '2026-03-31', ...more };
    const started = await by('POST', `/api/rules/${rule}/dry-runs`, order);
    expect(started.status).toBe(200);
    return finished(started.body.id, by);
  }
  const counts = async () =>
    (
      await query<{ n: number }>(
        'SELECT (SELECT count(*) FROM alert) + (SELECT count(*) FROM journal) + (SELECT count(*) FROM rule_decision) AS n',
      )
    )[0]!.n;

  test('given the shipped threshold, then all short reasons of the month are counted, also those of the time it was off', async () => {
    const before = await counts();
    // Reasons of 9, 9, 4, 3, 9 and 9 characters were told; alerts were given for three of them.
    expect(await tried({ leastCharacters: 10 })).toMatchObject({
      status: 'done',
      would: 6,
      did: 3,
      added: 3,
      leftOut: 0,
    });
    expect(await tried({ leastCharacters: 4 })).toMatchObject({ would: 1, did: 3, added: 0 });
    expect(await counts()).toBe(before);
  });

  test('given the count, when it is opened, then the cases stand there with what was noticed, and which are new', async () => {
    const { id, total } = await tried({ leastCharacters: 10 });
    expect(total).toBeGreaterThan(6);
    const { body } = await send('GET', `/api/dry-runs/${id}/cases?added=true`);
    const found = rulesApi.listDryRunHits.response.parse(body);
    expect(found.total).toBe(3);
    expect(found.rows.every(({ already, level }) => !already && level === 'yellow')).toBe(true);
    expect(found.rows[0]!.evidence.map(({ value }) => value)).toContain('10');
  });

  test('given a period without such cases, or a place elsewhere, then it would not have fired', async () => {
    expect(await tried({}, { from: '2026-02-01', to: '2026-02-28' })).toMatchObject({ would: 0, did: 0 });
    expect(await tried({}, { region: '370200000000' })).toMatchObject({ would: 0, total: 0 });
  });

  test('given a rule of time, then the cards of the period are told again', async () => {
    const started = await send('POST', '/api/rules/OVERDUE/dry-runs', {
      from: '2026-03-01',
      to: '2026-03-31',
    });
    expect(await finished(started.body.id)).toMatchObject({ status: 'done', would: 1, did: 0 });
  });

  test('given somebody of another city, then they see their own trial and no cases beyond their reach', async () => {
    const mine = await tried({});
    expect((await fromCity('GET', `/api/dry-runs/${mine.id}`)).status).toBe(404);
    await refuse(2, organs.qingdao.region);
    expect((await tried({})).would).toBe(mine.would + 1);
    expect((await tried({}, {}, fromCity)).would).toBe(mine.would);
  });

  test('given a period that ends before it begins, then it is refused', async () => {
    const order = { from: '2026-03-31', to: '2026-03-01' };
    expect((await send('POST', `/api/rules/${rule}/dry-runs`, order)).status).toBe(422);
  });
});

describe('coverage', () => {
  const coverage = async (given: string) =>
    rulesApi.getCoverage.response.parse((await send('GET', `/api/coverage?${given}`)).body);
  const verdicts = async (given: string) =>
    Object.fromEntries(
      (await coverage(given)).rows.map(({ code, verdict, missing }) => [
        code,
        [verdict, missing.map(({ en }) => en)],
      ]),
    );

  test('given an item, then each rule fired, was clean, or misses a field that is named', async () => {
    const found = await verdicts('item=licence');
    expect(found[rule]).toEqual(['fired', []]);
    expect(found.REPEATED_CORRECTION).toEqual(['clean', []]);
    expect(found.SAME_PERSON).toEqual([
      'not-computable',
      ['Separation of duties in the flow', 'Actor of the steps'],
    ]);
    expect(found.FEE_DEVIATION).toEqual(['not-computable', ['Events of fees']]);
    expect(found.OVERDUE).toEqual(['switched-off', []]);
    expect(found.OVERDUE_LONG![0]).toBe('not-computable');
    expect(found.OBJECTION_UNANSWERED).toEqual(['other-cases', []]);
    expect(found.RATE_REFUSAL).toEqual(['not-computable', ['At least 20 cases', 'Events of decisions']]);
  });

  test('given an organ without cases, then nothing can be said', async () => {
    const { sampled, rows } = await coverage(`organ=${organs.qingdao.code}`);
    expect(sampled).toBe(0);
    expect(
      rows.every(({ verdict }) => ['not-computable', 'switched-off', 'other-cases'].includes(verdict)),
    ).toBe(true);
  });

  test('given no such item, then it is refused', async () => {
    expect((await send('GET', '/api/coverage?item=none')).status).toBe(422);
  });
});
