import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Division, divisionColumns, readDivisions, shandongDivisions } from './read-divisions.ts';
import { regionLevels } from './region-codes.ts';

const source = JSON.parse(readFileSync(new URL('SOURCE.json', shandongDivisions), 'utf8'));
const outside = new URL('../../../../shared/data/regions/', import.meta.url);

async function readAll(file?: string): Promise<Division[]> {
  const rows: Division[] = [];
  for await (const row of readDivisions(file)) rows.push(row);
  return rows;
}

describe('the divisions of Shandong', () => {
  let rows: Division[] = [];
  beforeAll(async () => {
    rows = await readAll();
  });
  const ofLevel = (level: string) => rows.filter((row) => row.level === level);

  it('given the file, then it is the one that SOURCE.json describes', () => {
    const file = readFileSync(shandongDivisions);
    expect(createHash('sha256').update(file).digest('hex')).toBe(source.sha256);
    expect(createHash('sha256').update(gunzipSync(file)).digest('hex')).toBe(source.sha256Unpacked);
  });

  it('given the file, then every level has its known number of divisions', () => {
    expect(regionLevels.map((level) => ofLevel(level).length)).toEqual([1, 16, 151, 1853, 62074]);
    expect(ofLevel('county').filter((row) => row.kind === 'county')).toHaveLength(136);
    expect(ofLevel('county').filter((row) => row.kind === 'functional-zone')).toHaveLength(15);
  });

  it('given the file, then all above the villages have an English name', () => {
    expect(rows.filter((row) => (row.nameEn === null) !== (row.level === 'village'))).toEqual([]);
  });

  it.for([
    ['cities.csv', 'city', 4],
    ['areas.csv', 'county', 6],
    ['streets.csv', 'town', 9],
  ] as const)(
    'given %s of an independent copy, then codes and names are the same',
    ([file, level, digits], { skip }) => {
      if (!existsSync(outside)) skip(`${file} is not beside this checkout (../shared/data/regions)`);
      const theirs: { code: string; name: string }[] = parse(readFileSync(new URL(file, outside)), {
        columns: true,
      });
      const inProvince = theirs.filter(({ code }) => code.startsWith('37'));
      const ours = ofLevel(level).map(({ code, name }) => `${code.slice(0, digits)} ${name}`);
      expect(ours).toEqual(inProvince.map(({ code, name }) => `${code} ${name}`).sort());
    },
  );
});

describe('a division file that is not as it should be', () => {
  const folder = mkdtempSync(join(tmpdir(), 'divisions-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const header = divisionColumns.join('\t');
  const province = '370000000000\t山东省\t\tprovince\t\tShandong Province';

  it.each([
    ['no header', [province], 'line 1'],
    ['a column missing', [header, '370000000000\t山东省\t\tprovince\t'], 'line 2'],
    ['a short code', [header, '37\t山东省\t\tprovince\t\t'], 'line 2'],
    ['a code twice', [header, province, province], 'line 3'],
    ['the wrong level', [header, province, '370100000000\t济南市\t370000000000\tcounty\tcounty\t'], 'line 3'],
    [
      'the wrong parent',
      [header, province, '370102000000\t历下区\t370000000000\tcounty\tcounty\t'],
      'line 3',
    ],
    [
      'a child before its parent',
      [header, province, '370102000000\t历下区\t370100000000\tcounty\tcounty\t'],
      'line 3',
    ],
    [
      'a county without a kind',
      [
        header,
        province,
        '370100000000\t济南市\t370000000000\tcity\t\t',
        '370102000000\t历下区\t370100000000\tcounty\t\t',
      ],
      'line 4',
    ],
    ['no name', [header, '370000000000\t\t\tprovince\t\t'], 'line 2'],
  ])('given %s, then it is refused naming %s', async (_what, lines, line) => {
    const file = join(folder, 'bad.tsv.gz');
    writeFileSync(file, gzipSync(lines.join('\n')));
    await expect(readAll(file)).rejects.toThrow(`file-unreadable: ${line}`);
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a file that is not gzip', Buffer.from(`${header}\n${province}\n`)],
    ['a truncated file', gzipSync(`${header}\n${province}\n`).subarray(0, 40)],
  ])('given %s, then it is refused', async (_what, bytes) => {
    const file = join(folder, 'broken.tsv.gz');
    writeFileSync(file, bytes);
    await expect(readAll(file)).rejects.toThrow('file-unreadable');
  });

  it('given no file, then it is refused', async () => {
    await expect(readAll(join(folder, 'absent.tsv.gz'))).rejects.toThrow('file-unreadable');
  });
});
