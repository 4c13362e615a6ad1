import { beforeAll, describe, expect, it } from 'vitest';
import {
  type CaseEvent,
  type CaseEventType,
  caseEvents,
  type CloudEventInput,
  cloudEvent,
} from '#contract/events';
import { type CaseState, evolveCase } from '#spine/cases/case-state';
import { type SmallProvince, smallProvince } from './demonstration.fixture.ts';
import { calendar, judgeCase } from './judge-plan.fixture.ts';
import { type LiveCase, LiveStream } from './live-stream.ts';
import { planProvince } from './plan-cases.ts';

const start = Date.parse('2026-11-24T03:00:00+08:00');
/** Schemas that refuse what they do not know: nothing that the generator writes is lost. */
const strict = Object.fromEntries(
  Object.entries(caseEvents).map(([type, schema]) => [type, schema.strict()]),
);
let province: SmallProvince;
beforeAll(async () => {
  province = await smallProvince();
});
const stream = (open: readonly LiveCase[] = [], seed = 1) =>
  new LiveStream({ ...province, source: 'live', seed, open });
const run = (live: LiveStream, count: number, from = start): CloudEventInput[] =>
  Array.from({ length: count }, (_, second) => live.next(from + second * 1000)).filter(
    (event) => event !== null,
  );
const typed = ({ type, data }: CloudEventInput) =>
  ({ type, data: caseEvents[type as CaseEventType].parse(data) }) as CaseEvent;

function openCases(): LiveCase[] {
  const cases = [...planProvince({ ...province, calendar, now: start, source: 'past', cases: 600 })].flatMap(
    (city) => city.cases,
  );
  return cases.flatMap(({ number, region, item, events, open }) => {
    let state: CaseState | null = null;
    for (const event of events) state = evolveCase(state, typed(event), Date.parse(event.time));
    return open && state !== null
      ? [{ source: 'past', number, region, item: item.item.code, state, dueAt: null }]
      : [];
  });
}

describe('the live stream', () => {
  it('given the same seed and instants, then the same events; another seed gives others', () => {
    expect(run(stream(), 300)).toEqual(run(stream(), 300));
    expect(run(stream([], 2), 300)).not.toEqual(run(stream(), 300));
  });

  it('given an hour of it, then every event is valid, now, with an id of its own, and cases open and close', () => {
    const events = run(stream(), 3600);
    expect(new Set(events.map(({ id }) => id)).size).toBe(3600);
    for (const [second, event] of events.entries()) {
      expect(Date.parse(cloudEvent.parse(event).time)).toBe(start + second * 1000);
      expect(strict[event.type]?.safeParse(event.data).error).toBeUndefined();
    }
    const count = (type: string) => events.filter((event) => event.type === type).length;
    expect(count('case.closed')).toBeGreaterThan(200);
    expect(
      new Set(events.filter(({ type }) => type === 'case.opened').map(({ subject }) => subject)).size,
    ).toBe(count('case.opened'));
  });

  it('given an hour of it, then some decisions are noticed by a rule and most are not', () => {
    const bySubject = new Map<string, CloudEventInput[]>();
    for (const event of run(stream(), 3600)) {
      bySubject.set(event.subject, [...(bySubject.get(event.subject) ?? []), event]);
    }
    const items = new Map(province.items.map((item) => [item.item.code, item]));
    const noticed = [...bySubject].map(([number, events]) => {
      const item = items.get(number.slice(0, 31));
      if (item === undefined) throw new Error(`${number} has no item`);
      return judgeCase({ number, item, region: '', kind: '', events, open: false }, start + 3_600_000)
        .noticed;
    });
    const share = noticed.filter((rules) => rules.size > 0).length / noticed.length;
    expect(share).toBeGreaterThan(0.01);
    expect(share).toBeLessThan(0.15);
  });

  it('given open cases of the past, then they go on from where they stand, by their own source', () => {
    const open = openCases();
    expect(open.length).toBeGreaterThan(10);
    const events = run(stream(open), 2000, start + 5 * 86_400_000);
    const states = new Map(open.map(({ number, state }) => [number, state]));
    const ofPast = events.filter(({ source }) => source === 'past');
    expect(ofPast.length).toBeGreaterThan(20);
    for (const event of ofPast) {
      const before = states.get(event.subject);
      expect(before?.endedAt).toBeNull();
      states.set(event.subject, evolveCase(before ?? null, typed(event), Date.parse(event.time)));
    }
  });

  it('given cases that are overdue, then nearly all are left for people to correct', () => {
    const overdue = openCases().map((one) => ({ ...one, dueAt: start - 1 }));
    const events = run(stream(overdue), 2000, start + 5 * 86_400_000);
    const touched = new Set(events.filter(({ source }) => source === 'past').map(({ subject }) => subject));
    expect(touched.size).toBeLessThanOrEqual(Math.ceil(overdue.length * 0.1));
  });

  it('given as many open cases as the plan allows, then no more are opened until one has ended', () => {
    const live = { ...province.data.plan.live, maximumOpen: 20 };
    const data = { ...province.data, plan: { ...province.data.plan, live } };
    const small = new LiveStream({ ...province, data, source: 'live', seed: 1, open: [] });
    const most = Array.from({ length: 1200 }, (_, second) => {
      small.next(start + second * 1000);
      return small.open;
    });
    expect(Math.max(...most)).toBe(20);
  });
});
