import { describe, expect, it } from 'vitest';
import { caseEvents, cloudEvent } from '#contract/events';
import { libraryMap, logOf, lost, mapText, told } from './map.fixture.ts';

const step = (name: string, time: string) => ({ step: name, time: `2024-03-0${time}` });

describe('given a trace', () => {
  const log = logOf({
    case: { number: 'L1', startAt: '2024-03-02T00:00:00Z', endAt: '2024-03-03T00:00:00Z', due: '2024-04-01' },
    events: [step('return', '5T09:00:00Z'), step('lend', '1T09:00:00Z'), step('stamp', '5T09:00:00Z')],
  });
  const map = libraryMap({
    case: { number: 'number', openedAt: 'startAt', closedAt: 'endAt', due: { legal: 'due' } },
  });

  it('when it is mapped then it opens, its events follow in time order, and it closes at its time', async () => {
    expect(told(await mapText(log, map))).toEqual([
      'L1#open case.opened 2024-03-02T00:00:00Z',
      'L1#2 case.step-done 2024-03-01T09:00:00Z',
      'L1#close case.closed 2024-03-03T00:00:00Z',
      'L1#1 case.step-done 2024-03-05T09:00:00Z',
      'L1#3 case.step-done 2024-03-05T09:00:00Z',
    ]);
  });

  it('when it is counted then what was derived does not count as an event of the log', async () => {
    const { totals, events } = await mapText(log, map);
    expect(totals).toEqual({ cases: 1, events: 3, derived: 2, refused: 0 });
    expect(events.map(({ derived, line }) => [derived, line])).toEqual([
      [true, 2],
      [false, 4],
      [true, 2],
      [false, 3],
      [false, 5],
    ]);
  });

  it('when its due time is a day then it is due at the end of that day in its zone', async () => {
    const { events } = await mapText(log, map);
    expect(events[0]!.data).toEqual({
      item: 'loan',
      organ: 'library',
      due: { legal: '2024-04-01T16:00:00.000Z' },
    });
  });

  it('when it is mapped then every event is a CloudEvent of its type', async () => {
    const { events } = await mapText(log, map);
    for (const event of events) {
      expect(cloudEvent.safeParse(event).error).toBeUndefined();
      expect(caseEvents[event.type].strict().safeParse(event.data).error).toBeUndefined();
    }
  });

  it('when it is read again, in batches of any size, then it gives the same events', async () => {
    const once = await mapText(log, map);
    for (const batchSize of [1, 2, 100]) {
      const again = await mapText(log, map, { batchSize });
      expect(again.events).toEqual(once.events);
      expect(again.batches.every((batch) => batch.events.length <= batchSize)).toBe(true);
      expect(again.totals).toEqual(once.totals);
    }
  });
});

describe('given a trace without times of its own', () => {
  it('when it has events then it opens with the first of them', async () => {
    const log = logOf({
      case: { number: 'L1' },
      events: [step('b', '3T00:00:00Z'), step('a', '2T00:00:00Z')],
    });
    expect(told(await mapText(log, libraryMap()))[0]).toBe('L1#open case.opened 2024-03-02T00:00:00Z');
  });

  it('when the map says which step closes it then it closes with that step, if it comes last', async () => {
    const map = libraryMap({ case: { number: 'number', closedBy: ['return'] } });
    const closed = logOf({
      case: { number: 'L1' },
      events: [step('return', '3T00:00:00Z'), step('a', '2T00:00:00Z')],
    });
    expect(told(await mapText(closed, map)).at(-1)).toBe('L1#close case.closed 2024-03-03T00:00:00Z');
    const open = logOf({
      case: { number: 'L1' },
      events: [step('return', '2T00:00:00Z'), step('a', '3T00:00:00Z')],
    });
    expect((await mapText(open, map)).totals.derived).toBe(1);
  });

  it('when it has no events either then it is refused', async () => {
    expect(lost(await mapText(logOf({ case: { number: 'L1' } }), libraryMap()))).toEqual([
      '2 case-without-times case 0',
    ]);
  });
});

describe('given faults', () => {
  const good = step('lend', '1T00:00:00Z');

  it('when one event has no step, no time or a bad one then it alone is refused, and ids do not shift', async () => {
    const log = logOf({
      case: { number: 'L1' },
      events: [good, { time: '2024-03-02T00:00:00Z' }, { step: 'x' }, { step: 'x', time: 'soon' }, good],
    });
    const mapped = await mapText(log, libraryMap());
    expect(lost(mapped)).toEqual([
      '6 date-invalid attribute 0',
      '4 step-missing event 1',
      '5 time-missing event 1',
      '6 time-missing event 1',
    ]);
    expect(mapped.totals).toEqual({ cases: 1, events: 2, derived: 1, refused: 3 });
    expect(mapped.events.map(({ id }) => id)).toEqual(['L1#open', 'L1#1', 'L1#5']);
  });

  it('when a trace has no number then it is refused as a whole with its events', async () => {
    const mapped = await mapText(
      logOf({ events: [good, good] }, { case: { number: 'L2' }, events: [good] }),
      libraryMap(),
    );
    expect(lost(mapped)).toEqual(['2 case-number-missing case 2']);
    expect(mapped.totals).toEqual({ cases: 1, events: 1, derived: 1, refused: 2 });
  });

  it('when dates are of 1948 or of the year 2999 then that is said, with line and value', async () => {
    const old = { step: 'lend', time: '1948-05-01T00:00:00Z' };
    const far = { step: 'lend', time: '2999-05-01T00:00:00Z' };
    const log = logOf({ case: { number: 'L1', startAt: '1948-01-01T00:00:00Z' }, events: [old, far, good] });
    const map = libraryMap({ case: { number: 'number', openedAt: 'startAt' } });
    const mapped = await mapText(log, map);
    expect(lost(mapped)).toEqual([
      '3 date-out-of-range event 1',
      '4 date-out-of-range event 1',
      '2 date-out-of-range attribute 0',
    ]);
    expect(mapped.problems[0]).toMatchObject({
      field: 'time',
      expected: 'a date from 1949-10-01 to 2200-12-31',
      value: '1948-05-01T00:00:00Z',
    });
    expect(told(mapped)[0]).toBe('L1#open case.opened 2024-03-01T00:00:00Z');
  });

  it('when the log is empty or broken then the last batch says so', async () => {
    expect(lost(await mapText('', libraryMap()))).toEqual(['1 file-empty file 0']);
    const broken = logOf({ case: { number: 'L1' }, events: [good] }, { case: { number: 'L2' } }).slice(
      0,
      -20,
    );
    const mapped = await mapText(broken, libraryMap());
    expect(lost(mapped)).toEqual(['5 file-truncated file 0']);
    expect(mapped.totals.cases).toBe(1);
  });
});

describe('given raw values that the map translates', () => {
  const map = libraryMap({
    region: { from: 'branch', table: { North: '370102000000', South: '370202000000' } },
    organ: { from: 'branch', table: { North: 'north' }, default: 'library' },
    case: { number: 'number', title: 'title', actor: 'clerk' },
    event: {
      step: 'step',
      time: 'time',
      id: 'uuid',
      actor: 'clerk',
      amount: 'fee',
      steps: { 'Lend out': 'lend' },
      types: {
        Pause: { type: 'case.paused', data: { procedure: 'other', basis: 'house rules' } },
        Resume: { type: 'case.resumed' },
      },
    },
  });

  it('when steps have a code, a meaning or neither then each is told as what it is', async () => {
    const events = ['Lend out', 'Pause', 'Resume', 'Stamp (twice)'].map((name, at) => ({
      ...step(name, `${at + 1}T00:00:00Z`),
      uuid: `u${at}`,
      clerk: '甄馆员',
      fee: '2.50',
    }));
    const mapped = await mapText(logOf({ case: { number: 'L1', branch: 'North' }, events }), map);
    const acted = { actor: '甄馆员', amount: 2.5 };
    expect(mapped.events.slice(1).map(({ id, type, data }) => [id, type, data])).toEqual([
      ['u0', 'case.step-done', { step: 'lend', ...acted }],
      ['u1', 'case.paused', { procedure: 'other', basis: 'house rules', actor: '甄馆员' }],
      ['u2', 'case.resumed', { actor: '甄馆员' }],
      ['u3', 'case.step-done', { step: 'Stamp-twice', note: 'Stamp (twice)', ...acted }],
    ]);
  });

  it('when a value has no code then the case is refused, unless there is a default', async () => {
    const at = [step('Lend out', '1T00:00:00Z')];
    const log = logOf(
      { case: { number: 'L1', branch: 'East' }, events: at },
      { case: { number: 'L2', branch: 'South' }, events: at },
    );
    const mapped = await mapText(log, map);
    expect(lost(mapped)).toEqual(['2 code-unmapped case 1']);
    expect(mapped.problems[0]).toMatchObject({ field: 'branch', value: 'East' });
    expect(mapped.events[0]).toMatchObject({
      subject: 'L2',
      region: '370202000000',
      data: { organ: 'library' },
    });
  });

  it('when an optional value is too long then it is left out and the event stays', async () => {
    const log = logOf({
      case: { number: 'L1', branch: 'North', title: '题'.repeat(401) },
      events: [{ ...step('Lend out', '1T00:00:00Z'), clerk: 'x'.repeat(81), fee: 'much' }],
    });
    const mapped = await mapText(log, map);
    expect(lost(mapped).sort()).toEqual([
      '2 value-too-long attribute 0',
      '3 value-invalid attribute 0',
      '3 value-too-long attribute 0',
    ]);
    expect(mapped.events.map(({ data }) => data)).toEqual([
      { item: 'loan', organ: 'north' },
      { step: 'lend' },
    ]);
    expect(mapped.problems.every(({ value = '' }) => value.length <= 80)).toBe(true);
  });
});
