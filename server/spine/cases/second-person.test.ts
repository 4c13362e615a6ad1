import { describe, expect, test } from 'vitest';
import { type CaseDetail, casesApi } from '#contract/cases';
import type { CloudEventInput } from '#contract/events';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import type { Principal } from '#spine/identity/principal';
import { replay } from '#spine/journal/replay';
import { testDatabase } from '../../../tests/support/database.ts';
import { principalWith } from '../../../tests/support/principals.ts';
import { appWith, cloudEventOf, organs, testSpine } from '../../../tests/support/spine.ts';

const day = 86_400_000;
// Live cases are counted from when they are written down, so the present is the machine's.
const world = await testSpine((await testDatabase()).pool, { now: Date.now() });
const { spine, query, tell, addSource, keyOf, present } = world;
const asked: { by: Principal | null } = { by: null };
const { send } = await appWith(spine, registerCaseRoutes, { who: () => asked.by });
await addSource({ code: 'hall' });
await addSource({ code: 'archive', mode: 'replay' });

const organId = spine.registry.organ(organs.city.code)!.id;
const region = organs.city.region;
const held = (role: 'approver' | 'handler' | 'reviewer', actor: string) =>
  principalWith([{ role, organId, region: Number(region) }], actor);
const approver = held('approver', '张三');
const reviewer = held('reviewer', '王五');

let made = 0;
const extension = { n: 5, unit: 'working-day', basis: '经批准延长', actor: '张三', approver: '李四' };
const pause = { procedure: 'hearing', basis: '听证', actor: '张三', expectedDays: 20, notice: '告字1号' };
type Told = [type: string, data: Record<string, unknown>, daysAgo?: number];

/** An accepted case of which more is told; gives its key. */
async function caseWith(told: Told[], source = 'hall'): Promise<{ id: string; number: string }> {
  const number = `S-${++made}`;
  const events: Told[] = [
    ['case.opened', { item: 'licence' }],
    ['case.accepted', {}],
  ];
  await tell([...events, ...told].map((one) => eventOf(number, one, source)));
  return { id: await keyOf(number), number };
}
const eventOf = (number: string, [type, data, ago = 0]: Told, source = 'hall'): CloudEventInput =>
  cloudEventOf(source, number, present.now - ago * day, { type, data, region });

async function look(id: string, by = approver): Promise<CaseDetail> {
  asked.by = by;
  const { status, body } = await send('GET', `/api/cases/${id}`);
  expect(status).toBe(200);
  return casesApi.getCase.response.parse(body);
}
const act = (id: string, by: Principal, action: string, values: object) => {
  asked.by = by;
  return send('POST', `/api/cases/${id}/actions`, { action, values });
};
const waiting = async () => {
  asked.by = approver;
  const { body } = await send('GET', '/api/cases?awaitsSecondPerson=true');
  return (body.rows as { id: string }[]).map(({ id }) => id);
};
const actions = (one: CaseDetail) => one.availableActions.map(({ action }) => action);
const words = '经核对批准文书，情况属实，予以说明。';
const replayed = async () => (await replay(spine)).differences;

describe('an extension that is told weeks after it happened', () => {
  test('given nobody else has said a word, then it is recorded and moves nothing, and the case waits and is listed', async () => {
    const plain = await look((await caseWith([])).id);
    const { id } = await caseWith([['case.extended', extension, 20]]);
    const one = await look(id);
    expect(one.dueAt).toBe(plain.dueAt);
    expect(one.timeline.map(({ type }) => type)).toContain('case.extended');
    expect(one).toMatchObject({
      awaitsSecondPerson: true,
      held: [{ seq: 3, actor: '张三', basis: '经批准延长' }],
    });
    expect(one.alerts.map(({ rule }) => rule)).toContain('LATE_ENTRY');
    expect(await waiting()).toEqual([id]);
    expect(await replayed()).toBe(0);
  });

  test('given who entered it, or a handler, then neither is offered a word, and both are refused', async () => {
    const { id } = await caseWith([['case.extended', extension, 20]]);
    for (const by of [approver, held('handler', '赵六')]) {
      expect(actions(await look(id, by))).not.toContain('confirm-entry');
      expect((await act(id, by, 'confirm-entry', { entry: '3' })).status).toBe(403);
    }
    expect(await waiting()).toContain(id);
  });

  test('given somebody else confirms, then it counts from then on, once, and nothing waits', async () => {
    const { id } = await caseWith([['case.extended', extension, 20]]);
    const before = await look(id, reviewer);
    expect(actions(before).slice(0, 2)).toEqual(['confirm-entry', 'refuse-entry']);
    const answers = await Promise.all(
      [1, 2].map(() => act(id, reviewer, 'confirm-entry', { entry: '3', note: '已核对' })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const after = await look(id);
    expect(Date.parse(after.dueAt!)).toBeGreaterThan(Date.parse(before.dueAt!));
    expect(after).toMatchObject({ awaitsSecondPerson: false, held: [] });
    const timely = await look((await caseWith([['case.extended', extension]])).id);
    expect(after.dueAt!.slice(0, 10)).toBe(timely.dueAt!.slice(0, 10));
    expect(after.timeline.at(-1)).toMatchObject({ type: 'case.entry-confirmed', actor: '王五' });
    expect(await replayed()).toBe(0);
  });

  test('given somebody else refuses with a reason, then it never counts; without one, or for another entry, it still waits', async () => {
    const { id } = await caseWith([['case.extended', extension, 20]]);
    const before = await look(id);
    expect((await act(id, reviewer, 'refuse-entry', { entry: '3' })).status).toBe(422);
    expect((await act(id, reviewer, 'confirm-entry', { entry: '2' })).status).toBe(422);
    expect((await act(id, reviewer, 'refuse-entry', { entry: '3', reason: words })).status).toBe(200);
    const after = await look(id, reviewer);
    expect(after.dueAt).toBe(before.dueAt);
    expect(after.held).toEqual([]);
    expect((await act(id, reviewer, 'confirm-entry', { entry: '3' })).status).toBe(409);
    expect(await replayed()).toBe(0);
  });

  test('given it is told in time, or of the past by a log, then it counts by itself', async () => {
    expect((await look((await caseWith([['case.extended', extension, 1]])).id)).held).toEqual([]);
    const { id } = await caseWith([['case.extended', extension, 20]], 'archive');
    expect((await look(id)).held).toEqual([]);
  });
});

describe('a pause that is told weeks after it happened', () => {
  test('given a second person confirms, then the clocks stand still from that moment; what was noticed is noticed once', async () => {
    const { id, number } = await caseWith([['case.paused', pause, 20]]);
    expect(await look(id)).toMatchObject({ status: 'accepted', awaitsSecondPerson: true });
    expect((await act(id, reviewer, 'confirm-entry', { entry: '3' })).status).toBe(200);
    const one = await look(id);
    expect(one.status).toBe('paused');
    expect(one.clocks.find(({ kind }) => kind === 'promised')).toMatchObject({ status: 'paused' });
    const [entry] = await query<{ recorded: number }>(
      `SELECT j.recorded_at AS recorded FROM journal j JOIN cases c ON c.city = j.city AND c.id = j.case_id
       WHERE c.number = $1 AND j.type = 'case.entry-confirmed'`,
      [number],
    );
    const [clock] = await query<{ ledger: string }>(
      'SELECT k.ledger FROM clock k JOIN cases c ON c.city = k.city AND c.id = k.case_id WHERE c.number = $1',
      [number],
    );
    expect(clock!.ledger).toContain(String(entry!.recorded));
    const rules = one.alerts.map(({ rule }) => rule);
    expect(new Set(rules).size).toBe(rules.length);
    expect(await replayed()).toBe(0);
  });

  test.each([
    ['its end', ['case.resumed', {}, 10]],
    ['a decision', ['case.decided', { outcome: 'granted' }]],
    ['the end of the case', ['case.withdrawn', {}]],
  ] as [string, Told][])('given %s comes first, then nothing waits any more', async (_, told) => {
    const { id } = await caseWith([['case.paused', pause, 20], told]);
    expect(await look(id)).toMatchObject({ awaitsSecondPerson: false, held: [] });
    expect((await act(id, reviewer, 'confirm-entry', { entry: '3' })).status).toBe(409);
    expect(await replayed()).toBe(0);
  });
});

test('given a source sends a second person’s word itself, then it is refused', async () => {
  const { number } = await caseWith([['case.extended', extension, 20]]);
  const word = eventOf(number, ['case.entry-confirmed', { entry: 3, actor: '王五' }]);
  await expect(tell([word])).rejects.toMatchObject({ code: 'type-unknown' });
});

test('given an entry of an edition before there was such a thing, then it counted by itself, and a replay says so', async () => {
  const [rules] = await query<{ content: object }>(
    'SELECT content FROM rules_version ORDER BY version DESC LIMIT 1',
  );
  const { secondPerson: _, ...older } = rules!.content as { secondPerson: unknown };
  await query('INSERT INTO rules_version (code, version, content) VALUES ($1, $2, $3)', [
    'default',
    90,
    { ...older, version: 90 },
  ]);
  await spine.registry.refresh();
  const { id } = await caseWith([['case.extended', extension, 20]]);
  expect((await look(id)).held).toEqual([]);
  await query('INSERT INTO rules_version (code, version, content) VALUES ($1, $2, $3)', [
    'default',
    91,
    { ...rules!.content, version: 91 },
  ]);
  await spine.registry.refresh();
  expect((await look((await caseWith([['case.extended', extension, 20]])).id)).held).toHaveLength(1);
  expect(await replayed()).toBe(0);
});
