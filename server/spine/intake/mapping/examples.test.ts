import { createReadStream, existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { caseEvents, cloudEvent } from '#contract/events';
import { loadImportMap } from './load-map.ts';
import { type MappedBatch, type MappedEvent, mapFile } from './map-file.ts';
import { sampleFile } from './sample-file.ts';

const root = path.join(import.meta.dirname, '../../../..');
const examples = path.join(root, 'examples');
const logs = path.join(root, '../shared/data/eventlogs');

async function mapped(file: string, mapName: string) {
  const { map, catalogue } = await loadImportMap(path.join(examples, mapName));
  const events: MappedEvent[] = [];
  const problems: MappedBatch['problems'] = [];
  let last: MappedBatch | undefined;
  for await (const batch of mapFile(file, map)) {
    events.push(...batch.events);
    problems.push(...batch.problems.filter(({ scope }) => scope !== 'nothing'));
    last = batch;
  }
  return { events, problems, last: last!, catalogue: catalogue! };
}

describe('given the examples that come with the project', () => {
  const maps = readdirSync(examples, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.map.json'),
  );

  it.each(maps)('when %s is loaded then its codes are those of its catalogue', async (name) => {
    const { map, catalogue } = await loadImportMap(path.join(examples, name));
    const codes = (pick: typeof map.item) =>
      typeof pick === 'string' ? [pick] : Object.values(pick.table ?? {});
    const items = new Map(catalogue!.items.map((item) => [item.code, item]));
    for (const organ of codes(map.organ)) expect(catalogue!.organs.map((one) => one.code)).toContain(organ);
    for (const item of codes(map.item)) {
      const steps = items.get(item)!.flow.steps.map((step) => step.code);
      for (const step of Object.values(map.event?.steps ?? {})) expect(steps).toContain(step);
    }
  });

  it.each([
    ['windows/cases.csv', 'windows/cases.map.json', { cases: 6, events: 6, derived: 5, refused: 0 }],
    ['windows/steps.xlsx', 'windows/steps.map.json', { cases: 3, events: 13, derived: 3, refused: 0 }],
  ])('when %s is mapped then nothing is refused and every event is valid', async (file, map, totals) => {
    const { events, problems, last } = await mapped(path.join(examples, file), map);
    expect(problems).toEqual([]);
    expect(last.totals).toEqual(totals);
    expect(events.map(faultOf).filter(Boolean)).toEqual([]);
  });

  it('when a file is sampled then its names come with a value each', async () => {
    const { columns } = await sampleFile(path.join(examples, 'windows/cases.csv'), {
      format: 'csv',
      table: undefined,
    });
    expect(columns.slice(0, 2)).toEqual([
      { name: '办件编号', of: 'row', sample: 'LX-2024-0001' },
      { name: '区县', of: 'row', sample: '历下区' },
    ]);
  });
});

describe.skipIf(!existsSync(logs))('given the real logs (needs ../shared/data/eventlogs)', () => {
  it('when the receipt log is mapped then its counts and its late cases are the known ones', async () => {
    const { events, problems, last } = await mapped(`${logs}/receipt.xes.gz`, 'permits/receipt.map.json');
    expect(problems).toEqual([]);
    expect(last.totals).toEqual({ cases: 1_434, events: 8_577, derived: 1_434 + 1_329, refused: 0 });
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    expect(events.map(faultOf).filter(Boolean)).toEqual([]);
    const due = new Map<string, string>();
    let late = 0;
    for (const { type, subject, data, time } of events) {
      if (type === 'case.opened') due.set(subject, (data.due as { legal: string }).legal);
      if (type === 'case.closed' && time > due.get(subject)!) late++;
    }
    expect(late).toBe(377);
  });

  it('when the fines are mapped then 107 of them were sent later than 90 days after their creation', async () => {
    const { events, problems, last } = await mapped(
      `${logs}/roadtraffic_1t_per_variant.xes.gz`,
      'penalties/traffic-fine.map.json',
    );
    expect(problems).toEqual([]);
    expect(last.totals).toMatchObject({ cases: 231, events: 1_891, refused: 0 });
    const created = new Map<string, number>();
    let late = 0;
    for (const { subject, data, time } of events) {
      if (data.step === 'create-fine') created.set(subject, Date.parse(time));
      // An hour more, because summer time may end between the two midnights.
      if (data.step === 'send-fine' && Date.parse(time) - created.get(subject)! > 90 * 86_400_000 + 3_600_000)
        late++;
    }
    expect(late).toBe(107);
  });

  it('when a log is sampled then attributes of cases and events are told apart', async () => {
    const { columns } = await sampleFile(
      createReadStream(`${logs}/receipt.xes.gz`),
      { format: 'xes', table: undefined },
      3,
    );
    expect(columns).toContainEqual({ name: 'concept:name', of: 'case', sample: 'case-10011' });
    expect(columns).toContainEqual({ name: 'concept:name', of: 'event', sample: 'Confirmation of receipt' });
  });
});

const requests = path.join(root, '../shared/data/hotline/MyLA311_2017_Subset.csv');

describe.skipIf(!existsSync(requests))('given the service requests (needs ../shared/data/hotline)', () => {
  it('when they are mapped then none is lost, 3,718 are late, 12 closings are reported, and points are kept', async () => {
    const { events, problems, last } = await mapped(requests, 'hotline/la311.map.json');
    expect(last.totals).toEqual({ cases: 9_999, events: 9_999, derived: 9_982, refused: 0 });
    expect(problems.map(({ code, scope }) => `${code} ${scope}`)).toEqual(
      Array.from({ length: 12 }, () => 'closed-before-opened attribute'),
    );
    expect(events.map(faultOf).filter(Boolean)).toEqual([]);
    const due = new Map<string, string>();
    let points = 0;
    let late = 0;
    for (const { type, subject, data, time } of events) {
      if (type === 'case.opened' && data.due) due.set(subject, (data.due as { promised: string }).promised);
      if (type === 'case.opened' && data.point) points++;
      const limit = due.get(subject);
      if (type === 'case.closed' && limit !== undefined && time > limit) late++;
    }
    expect({ due: due.size, late, points }).toEqual({ due: 9_499, late: 3_718, points: 9_999 - 1_753 });
  });
});

function faultOf(event: MappedEvent): string | undefined {
  const envelope = cloudEvent.safeParse(event).error;
  const data = caseEvents[event.type].strict().safeParse(event.data).error;
  return envelope || data ? `${event.line} ${event.type} ${envelope ?? data}` : undefined;
}
