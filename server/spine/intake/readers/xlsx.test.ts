import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLimits } from './limits.ts';
import type { Cell } from './table-model.ts';
import { readXlsx, type XlsxOptions } from './xlsx.ts';
import { zipOf } from './zip.fixture.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mingjing-xlsx-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Read {
  columns: string[];
  rows: [line: number, ...cells: Cell[]][];
  problems: string[];
}

async function read(source: string | Buffer, options?: XlsxOptions): Promise<Read> {
  const found: Read = { columns: [], rows: [], problems: [] };
  const input = typeof source === 'string' ? source : Readable.from([source]);
  for await (const item of readXlsx(input, options))
    if (item.kind === 'header') found.columns = item.columns;
    else if (item.kind === 'row') found.rows.push([item.line, ...item.cells]);
    else found.problems.push(`${item.problem.line} ${item.problem.code}`);
  return found;
}

/** A workbook of parts written by hand; the sheet's rows are given as XML. */
function workbook(rows: string, parts: Record<string, string> = {}): Buffer {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`;
  const files: Record<string, string> = {
    'xl/workbook.xml':
      '<workbook xmlns:r="r"><sheets><sheet name="one" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': `<Relationships>${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
    ...parts,
  };
  return zipOf(files);
}

const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const header = `<row>${cell('a')}${cell('b')}</row>`;

describe('given a workbook of ten thousand rows', () => {
  const file = () => path.join(folder, 'cases.xlsx');
  const opened = (at: number) => new Date(Date.UTC(2024, 0, 1, 8, 30) + at * 61_000);

  beforeAll(async () => {
    const writer = new ExcelJS.stream.xlsx.WorkbookWriter({
      filename: file(),
      useStyles: true,
      useSharedStrings: true,
    });
    const sheet = writer.addWorksheet('办件');
    sheet.getColumn(2).numFmt = 'yyyy"年"m"月"d"日" hh:mm:ss';
    sheet.addRow(['编号', '收件', '金额']).commit();
    for (let at = 0; at < 10_000; at++) sheet.addRow([`济-${at}`, opened(at), at / 8]).commit();
    writer.addWorksheet('second').addRow(['x']).commit();
    await writer.commit();
  });

  it('when it is read then every row is there, dates as civil times', async () => {
    const { columns, rows, problems } = await read(file());
    expect(problems).toEqual([]);
    expect(columns).toEqual(['编号', '收件', '金额']);
    expect(rows).toHaveLength(10_000);
    expect(rows).toEqual(
      Array.from({ length: 10_000 }, (_, at) => {
        const civil = opened(at).getTime();
        return [
          at + 2,
          `济-${at}`,
          civil % 86_400_000 === 0 ? { civil, wholeDay: true } : { civil },
          String(at / 8),
        ];
      }),
    );
  });

  it('when it comes as a stream then it reads the same', async () => {
    expect(await read(await readFile(file()))).toEqual(await read(file()));
  });

  it('when a sheet is named then that one is read, and a wrong name is told', async () => {
    expect((await read(file(), { sheet: 'second' })).columns).toEqual(['x']);
    expect((await read(file(), { sheet: 'third' })).problems).toEqual(['0 sheet-missing']);
  });

  it('when it breaks off, or is no workbook, then that is told', async () => {
    const bytes = await readFile(file());
    expect((await read(bytes.subarray(0, 50_000))).problems).toEqual(['0 workbook-unreadable']);
    expect((await read(Buffer.from('number,opened\n1,2'))).problems).toEqual(['0 workbook-unreadable']);
    expect((await read(Buffer.alloc(0))).problems).toEqual(['0 workbook-unreadable']);
  });
});

describe('given cells of every kind', () => {
  it('when they are read then formulas give their result, and texts the text that people see', async () => {
    const shared = `<sst><si><t>单县</t><rPh sb="0" eb="2"><t>shanxian</t></rPh></si><si><r><t>rich </t></r><r><t>text</t></r></si><si><t>a &amp;lt; b</t></si></sst>`;
    const styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="31"/></cellXfs></styleSheet>';
    const rows = `<row r="1">${cell('a').repeat(9)}</row><row r="4">
      <c r="A4" t="s"><v>0</v></c><c r="B4" t="s"><v>1</v></c><c r="C4" t="s"><v>2</v></c>
      <c r="D4" t="str"><f>A1</f><v>done</v></c><c r="E4" s="1"><f>TODAY()</f><v>45292</v></c><c r="F4" t="b"><f>1=1</f><v>1</v></c>
      <c r="G4"><v>1.1000000000000001</v></c><c r="I4" t="d"><v>2024-01-02T03:04:05</v></c></row>`;
    const read1 = await read(workbook(rows, { 'xl/sharedStrings.xml': shared, 'xl/styles.xml': styles }));
    expect(read1.rows).toEqual([
      [
        4,
        '单县',
        'rich text',
        'a &lt; b',
        'done',
        { civil: Date.UTC(2024, 0, 1), wholeDay: true },
        'true',
        '1.1',
        '',
        { civil: Date.UTC(2024, 0, 2, 3, 4, 5) },
      ],
    ]);
  });

  it('when dates count from 1904, or stand before the leap day that never was, then they are right', async () => {
    const styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>';
    const row = '<row><c s="0"><v>59</v></c><c s="0"><v>61</v></c></row>';
    const book =
      '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="one" r:id="rId1"/></sheets></workbook>';
    const days = async (parts: Record<string, string>) => {
      const { rows } = await read(workbook(header + row, { 'xl/styles.xml': styles, ...parts }));
      return rows[0]!
        .slice(1)
        .map((day) => new Date((day as { civil: number }).civil).toISOString().slice(0, 10));
    };
    expect(await days({})).toEqual(['1900-02-28', '1900-03-01']);
    expect(await days({ 'xl/workbook.xml': book })).toEqual(['1904-02-29', '1904-03-02']);
  });

  it('when a cell holds an error, or a number that has lost digits, then its row and column are told', async () => {
    const row = `<row r="2">${cell('x')}<c t="e"><v>#REF!</v></c></row><row r="3"><c><v>370102199001011234</v></c></row>`;
    const { problems, rows } = await read(workbook(header + row));
    expect(problems).toEqual(['2 cell-error', '3 number-imprecise']);
    expect(rows[0]).toEqual([2, 'x', '']);
  });

  it('when a row is wider than the header then it is refused', async () => {
    const { problems, rows } = await read(
      workbook(`${header}<row>${cell('1').repeat(3)}</row><row>${cell('2')}</row>`),
    );
    expect(problems).toEqual(['2 row-ragged']);
    expect(rows).toEqual([[3, '2', '']]);
  });

  it('when any texts are written by another program then they come back', async () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .filter((one) => /^[ -~一-鿿<>&"']+$/.test(one) && one.trim() === one);
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 8 }), async (texts) => {
        const book = new ExcelJS.Workbook();
        const sheet = book.addWorksheet('one');
        for (const one of ['header', ...texts]) sheet.addRow([one]);
        const { rows } = await read(Buffer.from(await book.xlsx.writeBuffer()));
        expect(rows.map(([, one]) => one)).toEqual(texts);
      }),
      { numRuns: 15 },
    );
  });
});

describe('given a workbook that is meant to harm', () => {
  const many = `<row>${cell('x')}</row>`.repeat(50_000);

  it('when a part unpacks to far more than it should then reading stops', async () => {
    const limits = { ...readLimits, ratio: 50, ratioAfter: 256 * 1024 };
    const { problems, rows } = await read(workbook(header + many), { limits });
    expect(problems).toEqual([expect.stringMatching(/^\d+ unpacked-too-large$/)]);
    expect(rows.length).toBeLessThan(50_000);
  });

  it('when its file, its shared texts or one text are too large then reading stops', async () => {
    const limits = { ...readLimits, workbookBytes: 500, sharedCharacters: 10, markup: 50_000 };
    expect((await read(workbook(header), { limits })).problems).toEqual(['0 file-too-large']);
    const sharing = workbook(header, {
      'xl/sharedStrings.xml': '<sst><si><t>more than ten</t></si></sst>',
    });
    const inFile = path.join(folder, 'sharing.xlsx');
    await writeFile(inFile, sharing);
    expect((await read(inFile, { limits })).problems).toEqual(['0 file-too-large']);
    await writeFile(inFile, workbook(header + `<row>${cell('x'.repeat(100_000))}</row>`));
    expect((await read(inFile, { limits })).problems).toEqual(['2 xml-too-long']);
  });

  it('when a row is too long then it is refused and the next is read', async () => {
    const limits = { ...readLimits, row: 100 };
    const rows = `${header}<row>${cell('x'.repeat(60)).repeat(2)}</row><row>${cell('1')}</row>`;
    const { problems, rows: kept } = await read(workbook(rows), { limits });
    expect(problems).toEqual(['2 row-too-long']);
    expect(kept).toEqual([[3, '1', '']]);
  });

  it('when a part holds entities, or breaks off, then that is told', async () => {
    const entity = workbook('', {
      'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>',
    });
    expect((await read(entity)).problems).toEqual(['0 xml-doctype']);
    const broken = workbook('', { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${header}<row>` });
    expect((await read(broken)).problems).toEqual(['2 file-truncated']);
  });

  it('when bytes are damaged anywhere then reading ends with rows or a report, never a crash', async () => {
    const good = workbook(header + `<row>${cell('1')}${cell('2')}</row>`);
    const damage = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
        const { rows, problems } = await read(bytes);
        expect(rows.length + problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
