import { createReadStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLimits } from './limits.ts';
import { logFolder, logsPresent, losses, readAll, xesLog } from './xes.fixture.ts';

describe('given a log with a trace', () => {
  const log = xesLog(
    '<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>',
    '<global scope="event"><string key="concept:name" value="UNKNOWN"/></global>',
    '<trace>',
    '<string key="concept:name" value="案件 &amp; 1"/>',
    '<int key="parts" value="9007199254740993"/>',
    '<event>',
    '<date key="t" value="2011-10-11T13:42:22.688+02:00"/>',
    '<float key="f" value="-1.5e3"/><boolean key="b" value="true"/>',
    '<list key="l"><values><string key="a" value="x"/><string key="a" value="y"/></values></list>',
    '<container key="c"><int key="n" value="1"/></container>',
    '</event>',
    '</trace>',
  );

  it('when it is read then every value has its type, its line and its content', async () => {
    const { traces, problems } = await readAll(log);
    expect(problems).toEqual([]);
    const [trace] = traces;
    expect(trace!.line).toBe(4);
    expect(trace!.attributes.get('concept:name')!.value).toBe('案件 & 1');
    expect(trace!.attributes.get('parts')!.value).toBe(9007199254740993n);
    const { attributes, line } = trace!.events[0]!;
    expect(line).toBe(7);
    expect(attributes.get('t')!.time).toEqual({ civil: Date.UTC(2011, 9, 11, 13, 42, 22, 688), offset: 120 });
    expect(attributes.get('f')!.value).toBe(-1500);
    expect(attributes.get('b')!.value).toBe(true);
    expect(attributes.get('l')!.values!.map(({ value }) => value)).toEqual(['x', 'y']);
    expect(attributes.get('c')!.nested!.map(({ value }) => value)).toEqual([1]);
  });

  it('when an event lacks what a global declares then the default is not taken for a value', async () => {
    const { traces, log: about } = await readAll(log);
    expect(traces[0]!.events[0]!.attributes.has('concept:name')).toBe(false);
    expect(about!.globals.event.get('concept:name')!.text).toBe('UNKNOWN');
  });

  it('when it is packed with gzip then it reads the same, whatever it is called', async () => {
    const { traces, problems } = await readAll(gzipSync(log));
    expect(problems).toEqual([]);
    expect(traces).toEqual((await readAll(log)).traces);
  });

  it('when it comes byte by byte then it reads the same', async () => {
    const bytes = Buffer.from(log);
    const { traces } = await readAll(Readable.from([...bytes].map((byte) => Buffer.of(byte))));
    expect(traces).toEqual((await readAll(log)).traces);
  });
});

describe('given faults that leave the file well-formed', () => {
  const event = '<event><string key="n" value="ok"/></event>';

  it('when one value is bad then it is reported by its line and the rest is read', async () => {
    const read = await readAll(
      xesLog('<trace>', event, '<event><date key="t" value="yesterday"/></event>', event, '</trace>'),
    );
    expect(losses(read)).toEqual(['4 date-invalid attribute']);
    expect(read.problems[0]).toMatchObject({ field: 't', value: 'yesterday' });
    expect(read.traces[0]!.events).toHaveLength(3);
  });

  it('when key or value is missing then that attribute is left out', async () => {
    const read = await readAll(xesLog('<trace>', '<string value="x"/>', '<int key="n"/>', event, '</trace>'));
    expect(losses(read)).toEqual(['3 element-incomplete attribute', '4 element-incomplete attribute']);
    expect(read.traces[0]!.attributes.size).toBe(0);
  });

  it('when events stand outside a trace or in each other then each is refused and counted', async () => {
    const read = await readAll(xesLog(event, '<trace>', `<event>${event}${event}</event>`, '</trace>'));
    expect(losses(read).sort()).toEqual([
      '2 event-without-trace event',
      '4 element-misplaced event',
      '4 element-misplaced event',
    ]);
    expect(read.problems.reduce((sum, { rows }) => sum + rows, 0)).toBe(3);
    expect(read.traces[0]!.events).toHaveLength(1);
  });

  it('when a trace stands in an event then its events are counted as refused', async () => {
    const read = await readAll(
      xesLog('<trace>', `<event><trace>${event}${event}</trace></event>`, '</trace>'),
    );
    expect(read.problems).toMatchObject([{ line: 3, code: 'element-misplaced', scope: 'case', rows: 2 }]);
  });

  it('when the same remark would come a thousand times then it comes once', async () => {
    const events = Array.from({ length: 1000 }, () => '<event lang="nl"/>');
    const read = await readAll(xesLog('<trace>', ...events, '</trace>'));
    expect(losses(read, true)).toEqual(['3 xml-attribute-unknown nothing']);
  });
});

describe('given a file that cannot be read to its end', () => {
  const trace = '<trace><event><string key="n" value="1"/></event></trace>';
  const whole = xesLog(trace, trace, trace);

  it('when it is empty, or blank, then that is said', async () => {
    expect(losses(await readAll(''))).toEqual(['1 file-empty file']);
    expect(losses(await readAll(' \n '))).toEqual(['1 file-empty file']);
  });

  it('when it breaks off then the traces before stand and the break is reported', async () => {
    const read = await readAll(whole.slice(0, -40));
    expect(read.traces).toHaveLength(2);
    expect(losses(read)).toEqual(['4 file-truncated file']);
  });

  it('when markup is wrong then reading stops at its line', async () => {
    const read = await readAll(xesLog(trace, '<trace><event></trace>', trace));
    expect(losses(read)).toEqual(['3 xml-malformed file']);
    expect(read.traces).toHaveLength(1);
  });

  it('when it is something else then the root is named', async () => {
    expect(losses(await readAll('<html></html>'))).toEqual(['1 root-not-log file']);
    expect(losses(await readAll('number;opened\n1;2\n'))).toEqual(['1 root-not-log file']);
  });

  it('when it carries a document type then it is refused before any entity is looked at', async () => {
    const bomb = [
      '<?xml version="1.0"?>',
      '<!DOCTYPE log [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
      '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>',
      '<log><trace><string key="n" value="&c;"/></trace></log>',
    ].join('\n');
    expect(losses(await readAll(bomb))).toEqual(['3 xml-doctype file']);
    expect(losses(await readAll('<log>\n<string key="k" value="&c;"/></log>'))).toEqual([
      '2 xml-malformed file',
    ]);
  });

  it('when bytes are no UTF-8 then their line is told and the traces before stand', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`<log>\n${trace}\n<string key="a" value="`),
      Buffer.of(0xc3, 0x28),
    ]);
    const read = await readAll(Buffer.concat([bytes, Buffer.from('"/></log>')]));
    expect(losses(read)).toEqual(['3 encoding-invalid file']);
    expect(read.traces).toHaveLength(1);
  });

  it('when it declares GB18030 then that is how it is read', async () => {
    const head = Buffer.from('<?xml version="1.0" encoding="GB18030"?><log><trace><string key="n" value="');
    const chinese = Buffer.from([0xc9, 0xbd, 0xb6, 0xab]);
    const read = await readAll(Buffer.concat([head, chinese, Buffer.from('"/></trace></log>')]));
    expect(read.traces[0]!.attributes.get('n')!.text).toBe('山东');
    const unknown = '<?xml version="1.0" encoding="klingon"?><log/>';
    expect(losses(await readAll(unknown))).toEqual(['1 encoding-unknown file']);
  });

  it('when elements stand in each other without end then reading stops', async () => {
    const deep = '<list key="l"><values>'.repeat(100);
    expect(losses(await readAll(`<log>${deep}`))).toEqual(['1 xml-too-deep file']);
    expect(losses(await readAll(`<log><x>${'<y>'.repeat(100)}`))).toEqual(['1 xml-too-deep file']);
  });
});

describe('given a trace beyond the bounds', () => {
  const limits = { ...readLimits, traceEvents: 10, traceAttributes: 30, traceCharacters: 50_000 };
  const event = '<event><string key="n" value="1"/></event>';
  const small = `<trace>${event}</trace>`;

  it.each([
    ['events', `<trace>${event.repeat(11)}</trace>`, 11],
    ['attributes', `<trace>${'<int key="a" value="1"/>'.repeat(31)}${event}</trace>`, 1],
    ['characters', `<trace>${event}<!--${'-x'.repeat(60_000)}--></trace>`, 1],
  ])(
    'when it has too many %s then it is refused as a whole and the next one is read',
    async (_, large, rows) => {
      const read = await readAll(xesLog(small, large, small), limits);
      const refused = read.problems.find(({ code }) => code === 'trace-too-large');
      expect(refused).toMatchObject({ line: 3, scope: 'case', rows });
      expect(read.traces).toHaveLength(2);
    },
  );
});

describe('given any log that a program wrote', () => {
  const legal = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((text) => text.replace(/[^\t\n\r -\ud7ff\ue000-\ufffd]/g, ''));
  const attribute = fc.oneof(
    legal.map((value) => ({ type: 'string', text: value })),
    fc.integer().map((value) => ({ type: 'int', text: String(value) })),
    fc.boolean().map((value) => ({ type: 'boolean', text: String(value) })),
    fc.uuid().map((value) => ({ type: 'id', text: value })),
    fc.date({ min: new Date(0), noInvalidDate: true }).map((value) => ({ type: 'date', text: iso(value) })),
  );
  const iso = (date: Date) => new Date(date.getTime() % 4e12).toISOString();
  const attributes = fc.dictionary(
    legal.filter((key) => key !== ''),
    attribute,
    { maxKeys: 4, noNullPrototype: true },
  );
  const traces = fc.array(fc.record({ attributes, events: fc.array(attributes, { maxLength: 4 }) }), {
    maxLength: 5,
  });

  it('when it is written and read, in pieces of any size, then it is the same log', async () => {
    await fc.assert(
      fc.asyncProperty(traces, fc.integer({ min: 1, max: 200 }), async (written, size) => {
        const read = await readAll(Readable.from(pieces(Buffer.from(xesOf(written)), size)));
        expect(losses(read)).toEqual([]);
        const back = read.traces.map((trace) => ({
          attributes: plain(trace.attributes),
          events: trace.events.map((one) => plain(one.attributes)),
        }));
        expect(back).toEqual(written);
      }),
      { numRuns: 150 },
    );
  });

  it('when bytes of it are damaged anywhere then reading ends with a result or a report, never a crash', async () => {
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(traces, damage, fc.boolean(), async (written, changes, packed) => {
        const text = Buffer.from(xesOf(written));
        const bytes = packed ? gzipSync(text) : text;
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const read = await readAll(bytes);
        const stopped = read.problems.filter(({ scope }) => scope === 'file');
        expect(read.log !== undefined || stopped.length === 1).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  type Written = {
    attributes: Record<string, { type: string; text: string }>;
    events: Written['attributes'][];
  };

  function xesOf(written: Written[]): string {
    const body = written.map((trace) => {
      const events = trace.events.map((one) => `<event>${elements(one)}</event>`);
      return `<trace>${elements(trace.attributes)}${events.join('')}</trace>`;
    });
    return xesLog(...body);
  }

  function elements(all: Written['attributes']): string {
    return Object.entries(all)
      .map(([key, { type, text }]) => `<${type} key="${escaped(key)}" value="${escaped(text)}"/>`)
      .join('');
  }

  function escaped(text: string): string {
    return text.replace(/[&<>"\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`);
  }

  function plain(all: ReadonlyMap<string, { type: string; text: string }>): Written['attributes'] {
    return Object.fromEntries([...all].map(([key, { type, text }]) => [key, { type, text }]));
  }

  function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
});

describe.skipIf(!logsPresent)('given the real logs (needs ../shared/data/eventlogs)', () => {
  it.each([
    ['receipt.xes.gz', 1434, 8577, 27],
    ['roadtraffic_1t_per_variant.xes.gz', 231, 1891, 11],
    ['roadtraffic100traces.xes', 100, 390, 10],
    ['Helpdesk.xes.gz', 4580, 21348, 14],
  ])(
    'when %s is read then it has %i traces, %i events and %i activities',
    async (file, traces, events, kinds) => {
      const read = await readAll(createReadStream(`${logFolder}/${file}`));
      expect(losses(read)).toEqual([]);
      expect(read.traces).toHaveLength(traces);
      expect(read.log).toMatchObject({ traces, events });
      const all = read.traces.flatMap((trace) => trace.events);
      expect(all).toHaveLength(events);
      expect(new Set(all.map(({ attributes }) => attributes.get('concept:name')!.text)).size).toBe(kinds);
    },
  );

  it('when a packed log breaks off then the break is reported and the traces before it stand', async () => {
    const bytes = readFileSync(`${logFolder}/receipt.xes.gz`);
    const read = await readAll(bytes.subarray(0, 100_000));
    expect(losses(read).at(-1)).toMatch(/^\d+ file-truncated file$/);
    expect(read.traces.length).toBeGreaterThan(500);
    expect(read.traces.length).toBeLessThan(1434);
  });
});
