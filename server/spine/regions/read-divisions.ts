import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { Refusal } from '#base/errors';
import { isRegionCode, levelOf, parentCode, type RegionLevel } from './region-codes.ts';

/** One division of the province, as `reference/regions/shandong.tsv.gz` holds it. */
export interface Division {
  /** 12 digits. */
  code: string;
  name: string;
  /** Code of the division above; null for the province. */
  parent: string | null;
  level: RegionLevel;
  /**
   * Counties only: `county` for a county, district or county-level city, `functional-zone` for a development
   * zone that statistics count like a county (coded 37xx7x, without a polygon of its own). Null elsewhere.
   */
  kind: 'county' | 'functional-zone' | null;
  /** English name; villages have none. */
  nameEn: string | null;
}

/** The first line of the file; its order is the order of the columns. */
export const divisionColumns = ['code', 'name', 'parent', 'level', 'kind', 'nameEn'] as const;

/** The divisions that the system ships with; an installation may read another file of the same form. */
export const shandongDivisions = new URL('../../../reference/regions/shandong.tsv.gz', import.meta.url);

/**
 * Reads the compact file row by row, parents always before their children.
 * @throws Refusal `file-unreadable` naming the line and what was expected there.
 */
export async function* readDivisions(file: URL | string = shandongDivisions): AsyncGenerator<Division> {
  const seen = new Set<string>();
  let line = 0;
  try {
    for await (const row of linesOf(file)) {
      line += 1;
      if (line === 1) requireHeader(row);
      else yield readRow(row, line, seen);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('file-unreadable', {
      expected: 'a gzip file of divisions',
      detail: `after line ${line}`,
    });
  }
  if (line === 0) requireHeader('');
}

async function* linesOf(file: URL | string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = createGunzip();
  source.on('error', (error) => text.destroy(error));
  let rest = '';
  for await (const chunk of source.pipe(text).setEncoding('utf8')) {
    const rows = (rest + chunk).split('\n');
    rest = rows.pop() ?? '';
    yield* rows;
  }
  if (rest !== '') yield rest;
}

function requireHeader(row: string): void {
  if (row !== divisionColumns.join('\t')) {
    refuseLine(1, `the header ${divisionColumns.join(', ')}, separated by tabs`);
  }
}

function readRow(row: string, line: number, seen: Set<string>): Division {
  const cells = row.split('\t');
  if (cells.length !== divisionColumns.length) refuseLine(line, `${divisionColumns.length} columns`);
  const [code, name, parent, level, kind, nameEn] = cells as [string, string, string, string, string, string];
  if (!isRegionCode(code) || seen.has(code)) refuseLine(line, 'a division code of 12 digits, once only');
  if (name === '') refuseLine(line, 'a name');
  if (level !== levelOf(code)) refuseLine(line, `level ${levelOf(code)}`);
  if (parent !== (parentCode(code) ?? '')) refuseLine(line, `parent ${parentCode(code) ?? '(empty)'}`);
  if (parent !== '' && !seen.has(parent)) refuseLine(line, 'its parent on an earlier line');
  if ((level === 'county') !== (kind === 'county' || kind === 'functional-zone')) {
    refuseLine(line, 'kind county or functional-zone, on counties only');
  }
  seen.add(code);
  return {
    code,
    name,
    parent: parent || null,
    level: levelOf(code),
    kind: (kind || null) as Division['kind'],
    nameEn: nameEn || null,
  };
}

function refuseLine(line: number, expected: string): never {
  throw new Refusal('file-unreadable', { field: `line ${line}`, expected });
}
