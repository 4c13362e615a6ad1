import { beforeAll, describe, expect, it } from 'vitest';
import { caseEvents, cloudEvent } from '#contract/events';
import { zoneOf } from '#spine/calendar/zone';
import { isImplementationCode } from '#spine/catalogue/code-numbers';
import type { DemonstrationData } from './demonstration-data.ts';
import { type SmallProvince, smallProvince } from './demonstration.fixture.ts';
import { calendar, countBursts, judgeCase } from './judge-plan.fixture.ts';
import { type CityPlan, eventsInOrder, type PlannedCase, planProvince } from './plan-cases.ts';

const now = Date.parse('2026-11-23T18:20:00+08:00');
/** Schemas that refuse what they do not know: nothing that the generator writes is lost. */
const strict = Object.fromEntries(
  Object.entries(caseEvents).map(([type, schema]) => [type, schema.strict()]),
);
const zone = zoneOf('Asia/Shanghai');

let province: SmallProvince;
const plan = (cases: number, more: { data?: DemonstrationData; seed?: number } = {}): CityPlan[] => [
  ...planProvince({ ...province, calendar, now, source: 'demonstration', cases, ...more }),
];
const casesOf = (plans: readonly CityPlan[]): PlannedCase[] => plans.flatMap(({ cases }) => cases);
beforeAll(async () => {
  province = await smallProvince();
});

describe('the planned months', () => {
  it('given the same setting, then the same events come out; another seed gives others', () => {
    expect(plan(200)).toEqual(plan(200));
    expect(plan(200, { seed: 7 })).not.toEqual(plan(200));
  });

  it('given a number of cases, then there are as many, city by city, each number once', () => {
    const plans = plan(1500);
    expect(plans.map(({ city }) => city)).toEqual(['3700', '3701', '3710']);
    const cases = casesOf(plans);
    expect(cases).toHaveLength(1500);
    expect(new Set(cases.map(({ number }) => number)).size).toBe(1500);
    for (const { number, item } of cases) {
      expect(number).toHaveLength(43);
      expect(isImplementationCode(number.slice(0, 31)) && number.startsWith(item.item.code)).toBe(true);
    }
  });

  it('given every event, then it has the form of the contract and does not lie after the present', () => {
    for (const { events, number } of casesOf(plan(800))) {
      expect(events[0]?.type, number).toBe('case.opened');
      for (const event of events) {
        const envelope = cloudEvent.parse(event);
        expect(strict[envelope.type]?.safeParse(envelope.data).error).toBeUndefined();
        expect(Date.parse(envelope.time)).toBeLessThanOrEqual(now);
      }
    }
  });

  it('given every event, then it lies on a working day, and in working hours unless an applicant sent it at night', () => {
    for (const { type, time } of casesOf(plan(1500)).flatMap(({ events }) => events)) {
      const local = zone.localOf(Date.parse(time));
      const minute = Math.floor((local % 86_400_000) / 60_000);
      expect(calendar.isWorkingDay(Math.floor(local / 86_400_000)), time).toBe(true);
      const atWork = (minute >= 540 && minute <= 720) || (minute >= 810 && minute <= 1050);
      if (!atWork) expect(type === 'case.opened' || type === 'case.accepted', `${type} ${time}`).toBe(true);
    }
  });

  it('given a city, then its events come in time, and each case in its own order', () => {
    for (const city of plan(1500)) {
      const events = eventsInOrder(city);
      expect(events).toHaveLength(city.cases.reduce((sum, { events: own }) => sum + own.length, 0));
      const seen = new Map<string, number>();
      let last = 0;
      for (const { id, subject, time } of events) {
        const place = Number(id.split('-').at(-1));
        expect(place).toBe((seen.get(subject) ?? 0) + 1);
        seen.set(subject, place);
        last = Math.max(last, Date.parse(time));
      }
      expect(last).toBeLessThanOrEqual(now);
    }
  });

  it('given the plan, then lateness and anomalies have about their shares, and some cases are open', () => {
    const cases = casesOf(plan(6000));
    const share = (test: (one: PlannedCase) => boolean) => cases.filter(test).length / cases.length;
    const { late, anomalies } = province.data.plan;
    const wanted = Object.values(anomalies).reduce((sum, one) => sum + one, 0);
    expect(share(({ kind }) => kind === 'late')).toBeGreaterThan(late.share * 0.5);
    expect(share(({ kind }) => kind === 'late')).toBeLessThan(late.share * 2);
    const anomalous = share(({ kind }) => kind !== 'late' && kind !== 'ordinary');
    expect(anomalous).toBeGreaterThan(wanted * 0.5);
    expect(anomalous).toBeLessThan(wanted * 2);
    expect(share(({ open }) => open)).toBeGreaterThan(0.03);
    expect(cases.reduce((sum, { events }) => sum + events.length, 0) / cases.length).toBeGreaterThan(5);
  });
});

describe('the planned months before the real clocks and rules', () => {
  /** The plan with every anomaly often enough to be seen in few cases. */
  const loud = (): DemonstrationData => {
    const anomalies = Object.fromEntries(
      Object.keys(province.data.plan.anomalies).map((code) => [code, 0.03]),
    );
    return { ...province.data, plan: { ...province.data.plan, anomalies } };
  };

  it('given ordinary cases, then nothing is noticed but that some run into their last days', () => {
    const noticed = casesOf(plan(1500))
      .filter(({ kind }) => kind === 'ordinary')
      .flatMap((one) => [...judgeCase(one, now).noticed].map((rule) => `${rule} ${one.number}`));
    expect(noticed.filter((one) => !one.startsWith('EXPIRING'))).toEqual([]);
    expect(noticed.length).toBeGreaterThan(0);
  });

  it('given late cases that have ended, then each carries a red card', () => {
    const late = casesOf(plan(3000)).filter(
      ({ kind, events }) => kind === 'late' && events.at(-1)?.type === 'case.closed',
    );
    expect(late.length).toBeGreaterThan(20);
    for (const one of late) {
      const { noticed, late: endedLate } = judgeCase(one, now);
      expect(endedLate && noticed.has('OVERDUE red'), one.number).toBe(true);
    }
  });

  it('given each anomaly, then the rule of its name notices every case whose story is complete', () => {
    const cases = casesOf(plan(2000, { data: loud() }));
    for (const code of Object.keys(province.data.plan.anomalies)) {
      if (code === 'BULK_BACKFILL') continue;
      const own = cases.filter(({ kind, open }) => kind === code && !open);
      expect(own.length, code).toBeGreaterThan(0);
      for (const one of own) {
        const rules = [...judgeCase(one, now).noticed].map((noticed) => noticed.split(' ')[0]);
        expect(rules, `${code} ${one.number}`).toContain(code);
      }
    }
  });

  it('given cases recorded in one go, then their reviewer is noticed once for each burst', () => {
    const plans = plan(2400, { data: loud() });
    const bursts = casesOf(plans).filter(({ kind }) => kind === 'BULK_BACKFILL').length / 24;
    expect(bursts).toBe(3);
    expect(plans.reduce((sum, city) => sum + countBursts(city), 0)).toBe(bursts);
  });
});
