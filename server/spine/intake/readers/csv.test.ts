import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvOptions, readCsv } from './csv.ts';

const folder = path.join(import.meta.dirname, '../../../../../shared/data');

/** Rows as `line cell|cell`, problems as `line code`. */
async function read(
  source: string | Buffer,
  options?: CsvOptions,
  size = source.length || 1,
): Promise<string[]> {
  const bytes = Buffer.from(source);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
  const found: string[] = [];
  for await (const item of readCsv(Readable.from(pieces), options)) {
    if (item.kind === 'problem') found.push(`${item.problem.line} ${item.problem.code}`);
    else found.push(`${item.line} ${(item.kind === 'header' ? item.columns : item.cells).join('|')}`);
  }
  return found;
}

describe('given delimited text', () => {
  it.each([
    ['line feeds', 'a,b\n1,2\n3,4\n', ['1 a|b', '2 1|2', '3 3|4']],
    ['carriage returns', 'a,b\r\n1,2\r\n3,4', ['1 a|b', '2 1|2', '3 3|4']],
    ['old line ends', 'a,b\r1,2\r3,4\r', ['1 a|b', '2 1|2', '3 3|4']],
    ['quotes with line breaks', 'a,b\r\n"x\r\ny",""""\r\n3,4', ['1 a|b', '2 x\r\ny|"', '4 3|4']],
    ['blank rows', 'a,b\n\n1,2\n,\n3,4\n', ['1 a|b', '3 1|2', '5 3|4']],
    ['a quote inside a field', 'a,b\n5" pipe,2\n', ['1 a|b', '2 5" pipe|2']],
    ['semicolons', 'a;b\n1,5;2\n', ['1 a|b', '2 1,5|2']],
    ['tabs', 'a\tb\n1,5\t2\n', ['1 a|b', '2 1,5|2']],
    ['one column', 'a\n1\n', ['1 a', '2 1']],
    ['a byte order mark', '\ufeffa,b\n1,2', ['1 a|b', '2 1|2']],
  ])('when it has %s then it is read, in pieces of any size', async (_, text, expected) => {
    for (const size of [1, 2, 3, 100]) expect(await read(text, {}, size)).toEqual(expected);
  });

  it.each([
    ['fewer or more fields', 'a,b\n1\n1,2,3\n5,6\n', ['1 a|b', '2 row-ragged', '3 row-ragged', '4 5|6']],
    ['text after a quote', 'a,b\n"x"y,2\n3,4\n"7",8\n', ['1 a|b', '2 quote-misplaced', '3 3|4', '4 7|8']],
    ['a quote that is never closed', 'a,b\n1,"2\n3,4\n', ['1 a|b', '2 quote-not-closed', '3 3|4']],
    ['a column name twice', 'a,a\n1,2\n', ['1 a|a', '1 column-duplicate', '2 1|2']],
  ])('when it has %s then that row is refused by its line and no other', async (_, text, expected) => {
    for (const size of [1, 2, 100]) expect(await read(text, {}, size)).toEqual(expected);
  });

  it('when it is empty or has no header where one is said to be then that is told', async () => {
    expect(await read('')).toEqual(['1 file-empty']);
    expect(await read('\n \n')).toEqual(['1 file-empty']);
    expect(await read('a,b\n1,2\n', { headerLine: 9 })).toEqual(['2 header-missing']);
  });

  it('when the header stands below a preamble then it is found by its line', async () => {
    expect(await read('Report,,\n2024,,\na,b,c\n1,2,3\n', { headerLine: 3 })).toEqual(['3 a|b|c', '4 1|2|3']);
  });
});

describe('given text in the encodings of China', () => {
  const gb = Buffer.from([
    0xb1, 0xe0, 0xba, 0xc5, 0x2c, 0x61, 0x0a, 0xc9, 0xbd, 0xb6, 0xab, 0x2c, 0x31, 0x0a,
  ]);

  it('when it is GB18030 then it is found out, or taken when it is said', async () => {
    const expected = ['1 编号|a', '2 山东|1'];
    expect(await read(gb)).toEqual(expected);
    expect(await read(gb, { encoding: 'gb18030' }, 1)).toEqual(expected);
  });

  it('when the first Chinese stands far below, or comes byte by byte, then it is found out as well', async () => {
    const ascii = 'a,b\n'.repeat(20_000);
    const found = await read(Buffer.concat([Buffer.from(ascii), gb]));
    expect(found.slice(-2)).toEqual(['20001 编号|a', '20002 山东|1']);
    expect(await read(gb, {}, 1)).toEqual(['1 编号|a', '2 山东|1']);
  });

  it('when it is UTF-8 or UTF-16 then it is found out', async () => {
    expect(await read('编号,a\n山东,1\n', {}, 5)).toEqual(['1 编号|a', '2 山东|1']);
    expect(await read(Buffer.from('\ufeff编号,a\n山东,1\n', 'utf16le'))).toEqual(['1 编号|a', '2 山东|1']);
  });

  it('when one row holds bytes that are no text then that row is refused by its line', async () => {
    const bytes = Buffer.concat([
      Buffer.from('编号,a\n1,'),
      Buffer.of(0xff),
      Buffer.from('\n"3\n'),
      Buffer.of(0xc3),
    ]);
    const text = Buffer.concat([bytes, Buffer.from('",x\n5,6\n')]);
    expect(await read(text, { encoding: 'utf-8' })).toEqual([
      '1 编号|a',
      '2 encoding-invalid',
      '3 encoding-invalid',
      '5 5|6',
    ]);
  });
});

describe('given any table that a program wrote', () => {
  const field = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/\p{Surrogate}/u.test(text));
  const delimiter = fc.constantFrom(',', ';', '\t', '|');
  const newline = fc.constantFrom('\n', '\r\n');

  it('when it is written with quotes and read in pieces of any size then it is the same table', async () => {
    const table = fc.array(fc.array(field, { minLength: 3, maxLength: 3 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        table,
        delimiter,
        newline,
        fc.integer({ min: 1, max: 64 }),
        async (rows, mark, end, size) => {
          const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
          const text = [['a', 'b', 'c'], ...rows].map((row) => row.map(quoted).join(mark)).join(end);
          const bytes = Buffer.from(text);
          const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
            bytes.subarray(at * size, (at + 1) * size),
          );
          const back: unknown[] = [];
          for await (const item of readCsv(Readable.from(pieces), { delimiter: mark, encoding: 'utf-8' }))
            if (item.kind !== 'header') back.push(item.kind === 'row' ? item.cells : item);
          expect(back).toEqual(rows.filter((row) => row.some((cell) => cell.trim() !== '')));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('when another parser reads a text without complaint then this one reads the same', async () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', 'b', '""', '",', '\n"'),
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(text, async (body) => {
        let records: string[][];
        try {
          records = parse(`h,h2\n${body}`, { relax_column_count: true, skip_empty_lines: true });
        } catch {
          return;
        }
        const expected = records.slice(1).filter((row) => row.some((cell) => cell.trim() !== ''));
        const rows = (await read(`h,h2\n${body}`, { delimiter: ',' })).slice(1);
        expect(rows.filter((row) => row.includes('row-ragged'))).toHaveLength(
          expected.filter((row) => row.length !== 2).length,
        );
        expect(
          rows.filter((row) => !row.includes('row-ragged')).map((row) => row.replace(/^\d+ /, '')),
        ).toEqual(expected.filter((row) => row.length === 2).map((row) => row.join('|')));
      }),
      { numRuns: 1_000 },
    );
  });

  it('when it is any bytes at all then reading ends with rows or a report, never a crash', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.integer({ min: 1, max: 50 }),
        async (bytes, size) => {
          expect((await read(Buffer.from(bytes), {}, size)).length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe.skipIf(!existsSync(folder))('given real tables (needs ../shared/data)', () => {
  async function count(file: string, options?: CsvOptions): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for await (const item of readCsv(createReadStream(path.join(folder, file)), options)) {
      const kind = item.kind === 'problem' ? item.problem.code : item.kind;
      counts[kind] = (counts[kind] ?? 0) + 1;
    }
    return counts;
  }

  it('when the service requests of Los Angeles are read then there are 9,999 and none is refused', async () => {
    expect(await count('hotline/MyLA311_2017_Subset.csv')).toEqual({ header: 1, row: 9_999 });
  });

  it('when the payments of Lambeth are read then every row whose columns ran together is refused', async () => {
    const counts = await count('spending/2012-06-payments.csv', { headerLine: 10 });
    expect(counts['row-ragged']).toBe(635 + 3 + 1);
  });
});
