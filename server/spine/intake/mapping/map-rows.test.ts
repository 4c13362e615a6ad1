import { describe, expect, it } from 'vitest';
import { readLimits } from '../readers/limits.ts';
import { libraryMap, lost, mapText, told } from './map.fixture.ts';

const csv = (...lines: string[]) => lines.join('\n');

describe('given a table of one row per case', () => {
  const map = libraryMap({
    format: 'csv',
    case: { number: 'number', openedAt: 'opened', closedAt: 'closed', result: 'result' },
    event: undefined,
    dates: ['MM/DD/YYYY hh:mm:ss A'],
    table: { rows: 'case' },
  });
  const header = 'number,opened,closed,result';

  it('when it is mapped then each row is an opening of its own, and a closing that is derived', async () => {
    const mapped = await mapText(
      csv(header, 'L1,12/31/2017 11:59:58 PM,01/05/2018 12:00:00 AM,back', 'L2,2018-01-02,,'),
      map,
    );
    expect(told(mapped)).toEqual([
      'L1#open case.opened 2017-12-31T15:59:58Z',
      'L1#close case.closed 2018-01-04T16:00:00Z',
      'L2#open case.opened 2018-01-01T16:00:00Z',
    ]);
    expect(mapped.totals).toEqual({ cases: 2, events: 2, derived: 1, refused: 0 });
  });

  it('when a row has no number, no opening or a bad one then it is refused by its line', async () => {
    const mapped = await mapText(
      csv(header, ',2018-01-02,,', 'L2,,,', 'L3,soon,,', 'L4', 'L5,2018-01-02,never,'),
      map,
    );
    expect(lost(mapped)).toEqual([
      '2 case-number-missing case 1',
      '3 time-missing case 1',
      '4 date-invalid case 1',
      '5 row-ragged event 1',
      '6 date-invalid attribute 0',
    ]);
    expect(mapped.totals).toEqual({ cases: 1, events: 1, derived: 0, refused: 4 });
  });

  it('when a column of the mapping is not there then nothing is read, and all that are missing are named', async () => {
    const mapped = await mapText(csv('number,opened', 'L1,2018-01-02'), map);
    expect(mapped.problems).toMatchObject([
      { line: 1, code: 'column-missing', scope: 'file', expected: 'columns closed, result' },
    ]);
    expect(mapped.events).toEqual([]);
  });
});

const header = 'number,step,time,end';
const rows = [
  'L1,lend,2024-03-01T00:00:00Z,',
  'L2,lend,2024-03-02T00:00:00Z,',
  'L1,return,2024-03-04T00:00:00Z,2024-03-05T00:00:00Z',
  'L2,stamp,2024-03-01T00:00:00Z,',
  'L1,stamp,2024-03-03T00:00:00Z,',
];
const perEvent = (more: Record<string, unknown> = {}) =>
  libraryMap({
    format: 'csv',
    case: { number: 'number', closedAt: 'end' },
    table: { rows: 'event' },
    ...more,
  });

describe('given a table of one row per event, in any order', () => {
  it('when it is mapped then events follow the rows, and closings wait for the end', async () => {
    expect(told(await mapText(csv(header, ...rows), perEvent()))).toEqual([
      'L1#open case.opened 2024-03-01T00:00:00Z',
      'L1#1 case.step-done 2024-03-01T00:00:00Z',
      'L2#open case.opened 2024-03-02T00:00:00Z',
      'L2#1 case.step-done 2024-03-02T00:00:00Z',
      'L1#2 case.step-done 2024-03-04T00:00:00Z',
      'L2#2 case.step-done 2024-03-01T00:00:00Z',
      'L1#3 case.step-done 2024-03-03T00:00:00Z',
      'L1#close case.closed 2024-03-05T00:00:00Z',
    ]);
  });

  it('when the map says which step closes a case then the latest event of the case decides', async () => {
    const map = perEvent({ case: { number: 'number', closedBy: ['return', 'stamp'] } });
    const closings = told(await mapText(csv(header, ...rows), map)).filter((one) => one.includes('closed'));
    expect(closings).toEqual(['L1#close case.closed 2024-03-04T00:00:00Z']);
  });

  it('when a row is bad then it alone is refused, and ids do not shift', async () => {
    const mapped = await mapText(
      csv(header, 'L1,lend,soon,', ...rows.slice(0, 2), ',lend,2024-03-01,'),
      perEvent(),
    );
    expect(lost(mapped)).toEqual(['2 date-invalid event 1', '5 case-number-missing event 1']);
    expect(mapped.events.map(({ id }) => id)).toEqual(['L1#open', 'L1#2', 'L2#open', 'L2#1']);
  });
});

describe('given a table of one row per event, sorted by case', () => {
  const map = perEvent({ table: { rows: 'event', sorted: true } });
  const sorted = [rows[0]!, rows[2]!, rows[4]!, rows[1]!, rows[3]!];

  it('when it is mapped then each case is put in the order of its times', async () => {
    expect(told(await mapText(csv(header, ...sorted), map))).toEqual([
      'L1#open case.opened 2024-03-01T00:00:00Z',
      'L1#1 case.step-done 2024-03-01T00:00:00Z',
      'L1#3 case.step-done 2024-03-03T00:00:00Z',
      'L1#2 case.step-done 2024-03-04T00:00:00Z',
      'L2#open case.opened 2024-03-01T00:00:00Z',
      'L2#2 case.step-done 2024-03-01T00:00:00Z',
      'L2#1 case.step-done 2024-03-02T00:00:00Z',
    ]);
  });

  it('when a case has more rows than the bound then it is refused as a whole and the next is read', async () => {
    const limits = { ...readLimits, traceEvents: 2 };
    const mapped = await mapText(csv(header, ...sorted), map, { limits });
    expect(lost(mapped)).toEqual(['2 trace-too-large case 3']);
    expect(mapped.totals).toMatchObject({ cases: 1, events: 2, refused: 3 });
  });

  it('when the file breaks off then its last case is left for another time', async () => {
    const bytes = Buffer.from(csv(header, ...sorted));
    const { gzipSync } = await import('node:zlib');
    const { mapFile } = await import('./map-file.ts');
    const { Readable } = await import('node:stream');
    const packed = gzipSync(bytes);
    const subjects = new Set<string>();
    const codes: string[] = [];
    for await (const batch of mapFile(Readable.from([packed.subarray(0, packed.length - 4)]), map)) {
      for (const { subject } of batch.events) subjects.add(subject);
      codes.push(...batch.problems.map(({ code }) => code));
    }
    expect([...subjects]).toEqual(['L1']);
    expect(codes).toEqual(['file-truncated']);
  });
});

describe('given a table with days to be done by and places', () => {
  const map = libraryMap({
    format: 'csv',
    case: {
      number: 'number',
      openedAt: 'opened',
      closedAt: 'closed',
      due: { promised: 'day', wholeDay: true },
      point: { longitude: 'lon', latitude: 'lat' },
    },
    event: undefined,
    table: { rows: 'case' },
  });
  const head = 'number,opened,closed,day,lon,lat';

  it('when a day carries a time then it still lasts until its end, and degrees are kept as they are', async () => {
    const { events, problems } = await mapText(
      csv(head, 'L1,2018-01-02,,2018-01-05T09:30:00,-118.25,34.05', 'L2,2018-01-02,,2018-01-05,,'),
      map,
    );
    expect(problems).toEqual([]);
    expect(events.map(({ data }) => [data.due, data.point])).toEqual([
      [{ promised: '2018-01-05T16:00:00.000Z' }, { longitude: -118.25, latitude: 34.05 }],
      [{ promised: '2018-01-05T16:00:00.000Z' }, undefined],
    ]);
  });

  it('when a closing lies before the opening, or degrees are none, then they are reported and the case stands', async () => {
    const mapped = await mapText(
      csv(head, 'L1,2018-01-02T10:00:00,2018-01-02,,200,34', 'L2,2018-01-02,2018-01-02,,12.5,'),
      map,
    );
    expect(told(mapped).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'L1#open case.opened',
      'L2#open case.opened',
      'L2#close case.closed',
    ]);
    expect(lost(mapped)).toEqual([
      '2 value-invalid attribute 0',
      '2 closed-before-opened attribute 0',
      '3 value-invalid attribute 0',
    ]);
    expect(mapped.totals).toMatchObject({ cases: 2, refused: 0 });
  });
});
