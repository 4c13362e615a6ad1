import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, cloudEventOf, items, organs, testSpine } from '../../../../tests/support/spine.ts';
import { registerFlowRoutes } from './routes.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 0, 5, 2);
const { pool } = await testDatabase();
const { spine, tell, addSource, query } = await testSpine(pool, { now: start + 60 * day });
const { send } = await appWith(spine, registerFlowRoutes);
await addSource({ code: 'past', mode: 'replay' });

/** A licence of which each step took a day; closed the day after, unless it is open still. */
async function handle(
  number: string,
  steps: string[],
  { open = false, at = organs.district as { code: string; region: string } } = {},
) {
  const { code: organ, region } = at;
  const event = (n: number, type: string, data = {}) =>
    cloudEventOf('past', number, start + n * day, { type, region, data });
  await tell([
    event(0, 'case.opened', { item: 'licence', organ }),
    ...steps.map((step, n) =>
      step === 'accept'
        ? event(n + 1, 'case.accepted')
        : step === 'decide'
          ? event(n + 1, 'case.decided', { outcome: 'granted' })
          : event(n + 1, 'case.step-done', { step }),
    ),
    ...(open ? [] : [event(steps.length + 1, 'case.closed')]),
  ]);
}

beforeAll(async () => {
  await handle('A-1', ['accept', 'review', 'decide']);
  await handle('A-2', ['accept', 'review', 'decide']);
  await handle('A-3', ['review', 'accept', 'decide']);
  await handle('A-4', ['accept', 'stamp'], { open: true });
  await handle('A-5', ['accept', 'review', 'decide'], { at: organs.qingdao });
});

describe('the flow of an item as it is really done', () => {
  test('given five cases, then their variants, deviations and graph are told', async () => {
    const { status, body } = await send('GET', '/api/powers/flows/licence');
    expect(status).toBe(200);
    expect(body).toMatchObject({ cases: 5, analysed: 5, variantCount: 3 });
    expect(body.variants[0]).toMatchObject({
      steps: ['accept', 'review', 'decide'],
      cases: 3,
      median: 4 * day,
    });
    expect(body.conformance.deviations).toEqual(
      expect.arrayContaining([
        { kind: 'out-of-order', step: 'review', cases: 1, times: 1 },
        { kind: 'unknown', step: 'stamp', cases: 1, times: 1 },
      ]),
    );
    expect(body.conformance.fitting).toBe(3);
    expect(body.edges).toContainEqual({ from: 'accept', to: 'review', times: 3, median: day, p90: day });
  });

  test('given a variant or a deviation, then its count opens to its cases', async () => {
    const { body } = await send('GET', '/api/powers/flows/licence');
    const variant = body.variants[0].id;
    const cases = await send('GET', `/api/powers/flows/licence/cases?variant=${variant}`);
    expect(cases.body.total).toBe(3);
    const odd = await send('GET', '/api/powers/flows/licence/cases?deviation=out-of-order&step=review');
    expect(odd.body.rows.map((row: { number: string }) => row.number)).toEqual(['A-3']);
  });

  test('given somebody who reaches one county, then they see its cases alone', async () => {
    const { send: ask } = await appWith(
      spine,
      { who: () => principalWith([{ role: 'supervision-officer', organId: null, region: 370102000000 }]) },
      registerFlowRoutes,
    );
    expect((await ask('GET', '/api/powers/flows/licence')).body.cases).toBe(4);
    const { body } = await ask('GET', '/api/powers/flows?search=licence');
    expect(body.rows).toMatchObject([{ code: 'licence', cases: 4, variants: 3 }]);
  });

  test('given no such item, then it is not found', async () => {
    expect((await send('GET', '/api/powers/flows/nothing')).status).toBe(404);
    expect((await send('GET', '/api/powers/flows/licence?version=9')).status).toBe(404);
  });
});

describe('a flow that is tried', () => {
  const { name } = items.licence;
  const step = (code: string, after: string[] = [], given = {}) => ({ code, name, after, ...given });
  const proposal = {
    flow: {
      version: 2,
      steps: [
        step('accept'),
        step('stamp', ['accept'], { mandatory: true }),
        step('review', ['accept']),
        step('decide', ['review']),
      ],
    },
    limits: { promised: { n: 1, unit: 'working-day' } },
  };

  test('given another flow and a shorter limit, then its counts open to the cases, and nothing else changes', async () => {
    const before = await query('SELECT count(*) FROM journal');
    const { status, body } = await send('POST', '/api/powers/flows/licence/simulations', proposal);
    expect(status).toBe(200);
    expect(body).toMatchObject({ cases: 5, told: 5, baseVersion: 1 });
    expect(body.irregular).toEqual({ before: 2, after: 4 });
    const effects = Object.fromEntries(body.effects.map((one: { rule: string }) => [one.rule, one]));
    expect(effects.SKIPPED_STEP).toMatchObject({ before: 0, after: 4, appeared: 4, kind: 'irregular' });
    expect(effects.STEP_OUTSIDE_FLOW).toMatchObject({ before: 1, after: 0, gone: 1 });
    // One was accepted a day later, one is open and nobody knows until when.
    expect(effects.OVERDUE).toMatchObject({ before: 0, after: 3, kind: 'late' });
    const url = `/api/powers/flows/licence/simulations/${body.id}`;
    const gone = await send('GET', `${url}/cases?rule=STEP_OUTSIDE_FLOW&counted=gone`);
    expect(gone.body.rows.map((row: { number: string }) => row.number)).toEqual(['A-4']);
    expect((await send('GET', `${url}/cases?kind=late&counted=after`)).body.total).toBe(3);
    expect((await send('GET', url)).body.flow).toEqual(body.flow);
    expect((await send('GET', '/api/powers/flows/licence/simulations')).body.total).toBe(1);
    expect(await query('SELECT count(*) FROM journal')).toEqual(before);
  });

  test('given a flow that is none, then it is refused', async () => {
    const flow = { version: 1, steps: [step('a', ['b'])] };
    const { status } = await send('POST', '/api/powers/flows/licence/simulations', { ...proposal, flow });
    expect(status).toBe(422);
  });

  test('given the flow as BPMN, when it is read back, then it is the same', async () => {
    const { body } = await send('GET', '/api/powers/flows/licence/bpmn?language=en');
    expect(body.xml).toContain('Step accept');
    const read = await send('POST', '/api/powers/flows/read', { xml: body.xml });
    expect(read.body).toEqual({ flow: spine.registry.itemVersions('licence')[0]!.flow, notes: [] });
    const wrong = body.xml.replaceAll('userTask', 'subProcess');
    expect((await send('POST', '/api/powers/flows/read', { xml: wrong })).body).toMatchObject({
      code: 'field-invalid',
      field: 'step_1',
    });
  });
});
