import { beforeAll, describe, expect, test } from 'vitest';
import { registerAlertRoutes } from '#spine/alerts/alert-routes';
import { registerCaseRoutes } from '#spine/cases/case-routes';
import { testDatabase } from '../../../../tests/support/database.ts';
import { principalWith } from '../../../../tests/support/principals.ts';
import { appWith, cloudEventOf, testSpine } from '../../../../tests/support/spine.ts';
import { registerCentreRoutes } from './routes.ts';

const hour = 3_600_000;
const now = Date.parse('2026-03-20T16:00:00+08:00');
const { pool } = await testDatabase();
const { spine, tell, addSource } = await testSpine(pool, { now });
const at = (region: number) => principalWith([{ role: 'supervision-officer', organId: null, region }]);
let who = at(370100000000);
const { send } = await appWith(
  spine,
  { who: () => who },
  registerCentreRoutes,
  registerCaseRoutes,
  registerAlertRoutes,
);

/** A case of the item `licence`: accepted, reviewed after so many hours, and closed. */
async function closed(number: string, opened: number, reviewHours: number): Promise<void> {
  const event = (type: string, time: number, data: Record<string, unknown>) =>
    cloudEventOf('past', number, time, { type, data });
  await tell([
    event('case.opened', opened, { item: 'licence' }),
    event('case.accepted', opened + hour, {}),
    event('case.step-done', opened + (1 + reviewHours) * hour, { step: 'review' }),
    event('case.closed', opened + (2 + reviewHours) * hour, { outcome: 'granted' }),
  ]);
}

beforeAll(async () => {
  await addSource({ code: 'past', mode: 'replay' });
  for (const [n, hours] of [2, 4, 6, 8, 30].entries()) await closed(`C-${n}`, now - (300 + n) * hour, hours);
  await tell([
    cloudEventOf('past', 'ODD', now - 9 * hour, { data: { item: 'licence' } }),
    cloudEventOf('past', 'ODD', now - 8 * hour, { type: 'case.step-done', data: { step: 'review' } }),
    cloudEventOf('past', 'OPEN', now, { data: { item: 'licence' } }),
  ]);
});

const centre = async (query = '') => (await send('GET', `/api/powers/centre${query}`)).body;

describe('supervision centre', () => {
  test('given closed cases, then the slowest step stands first with its median and ninth decile', async () => {
    const { steps, sampled } = await centre();
    expect(sampled).toBe(5);
    expect(steps).toMatchObject([
      { step: 'review', cases: 5, medianHours: 6, p90Hours: 30, stepName: { zh: '环节review' } },
      { step: 'accept', cases: 5, medianHours: 1, p90Hours: 1 },
    ]);
  });

  test('given a case that was reviewed before it was accepted, then its organ has an anomaly, and the link lists as many', async () => {
    const { organs, anomalies, from, day } = await centre();
    expect(anomalies).toContainEqual(expect.objectContaining({ rule: 'WRONG_ORDER', alerts: 1 }));
    expect(organs[0].code).toBe('city-bureau');
    const classes = 'ruleClass=2,3,4,5,6';
    const listed = await send('GET', `/api/alerts?organ=city-bureau&${classes}&from=${from}&to=${day}`);
    expect(listed.body.total).toBe(organs[0].anomalies);
    const red = await send(
      'GET',
      `/api/alerts?organ=city-bureau&${classes}&from=${from}&to=${day}&level=red`,
    );
    expect(red.body.total).toBe(organs[0].red);
  });

  test('given running cases, then each colour lists as many as it counts', async () => {
    const { running, today } = await centre();
    expect(running.map(({ cases }: { cases: number }) => cases)).toEqual([1, 0, 0, 1]);
    for (const { colour, cases } of running)
      expect((await send('GET', `/api/cases?open=true&light=${colour}`)).body.total).toBe(cases);
    expect(today).toMatchObject({ opened: 2, closed: 0 });
  });

  test('given somebody of another city, then there is nothing to see', async () => {
    who = at(370200000000);
    const { today, running, steps, organs, anomalies } = await centre('?region=370100000000');
    expect(today).toBeNull();
    expect([running.every(({ cases }: { cases: number }) => cases === 0), steps, organs, anomalies]).toEqual([
      true,
      [],
      [],
      [],
    ]);
    who = at(370100000000);
  });

  test('given a division that does not exist, then it is refused by name', async () => {
    expect(await centre('?region=379900000000')).toMatchObject({ code: 'region-unknown', field: 'region' });
  });
});
