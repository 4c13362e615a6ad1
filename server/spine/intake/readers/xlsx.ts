import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RowProblem } from '#contract/import-problem';
import { type ReadLimits, readLimits } from './limits.ts';
import { problemOf, ReadStop, stopOf } from './problem.ts';
import { readColumns } from './table-columns.ts';
import type { Cell, TableItem } from './table-model.ts';
import type { Bytes } from './unpack.ts';
import { readPart } from './xlsx-part.ts';
import { type SheetRow, SheetRows } from './xlsx-rows.ts';
import { readWorkbook } from './xlsx-workbook.ts';
import { ZipParts } from './zip-parts.ts';

export interface XlsxOptions {
  /** The first sheet that is not hidden when absent. */
  sheet?: string;
  /** Number of the header's row; the first row with a cell when absent. */
  headerLine?: number;
  limits?: ReadLimits;
  /** Told how many bytes of the file were read so far. */
  onBytes?: (bytes: number) => void;
}

/**
 * Reads one sheet of a workbook (ECMA-376): the header, then its rows, with problems between them. Dates are
 * civil times. A zip file is read from its end, so bytes that are not a file yet go to a temporary one first.
 */
export async function* readXlsx(input: string | Bytes, options: XlsxOptions = {}): AsyncGenerator<TableItem> {
  const limits = options.limits ?? readLimits;
  const spool = new Spool();
  const table = new SheetTable(options.headerLine ?? 1);
  let rows: SheetRows | undefined;
  let zip: ZipParts | undefined;
  try {
    zip = await ZipParts.open(typeof input === 'string' ? input : await spool.save(input, limits), limits);
    const book = await readWorkbook(zip, options.sheet, limits);
    rows = new SheetRows(book, limits);
    for await (const _ of readPart(zip, book.sheet, rows, limits)) {
      for (const found of rows.found) yield* table.take(found);
      rows.found = [];
      options.onBytes?.(Math.round(zip.packedRead));
    }
    for (const found of rows.found) yield* table.take(found);
    if (!table.hasHeader) throw new ReadStop('file-empty', 'a sheet with a header');
  } catch (error) {
    yield { kind: 'problem', problem: stopOf(error, rows?.line ?? 0) };
  } finally {
    zip?.close();
    await spool.remove();
  }
}

/** Puts rows under the header; cells that are not there are empty, cells beside the columns refuse the row. */
class SheetTable {
  private columns: string[] | undefined;
  private readonly headerLine: number;

  constructor(headerLine: number) {
    this.headerLine = headerLine;
  }

  get hasHeader(): boolean {
    return this.columns !== undefined;
  }

  *take(found: SheetRow | RowProblem): Generator<TableItem> {
    if (found.line < this.headerLine) return;
    if (!('cells' in found)) {
      yield { kind: 'problem', problem: found };
      return;
    }
    const { line, cells } = found;
    if (cells.every((cell) => typeof cell === 'string' && cell.trim() === '')) return;
    if (!this.columns) {
      const { columns, remarks } = readColumns(Array.from(cells, headerText), line);
      this.columns = columns;
      yield { kind: 'header', line, columns };
      for (const problem of remarks) yield { kind: 'problem', problem };
      return;
    }
    yield this.row(line, cells, this.columns.length);
  }

  private row(line: number, cells: Cell[], width: number): TableItem {
    if (cells.length <= width)
      return { kind: 'row', line, cells: Array.from({ length: width }, (_, column) => cells[column] ?? '') };
    const expected = `${width} columns, as in the header`;
    const value = String(cells.length);
    return {
      kind: 'problem',
      problem: problemOf({ line, code: 'row-ragged', scope: 'event', rows: 1, expected, value }),
    };
  }
}

function headerText(cell: Cell | undefined): string {
  if (cell === undefined) return '';
  return typeof cell === 'string' ? cell : new Date(cell.civil).toISOString().slice(0, 10);
}

/** A temporary file that is gone when reading ends, however it ends. */
class Spool {
  private folder: string | undefined;

  async save(input: Bytes, limits: ReadLimits): Promise<string> {
    this.folder = await mkdtemp(join(tmpdir(), 'mingjing-'));
    const path = join(this.folder, 'workbook.xlsx');
    let size = 0;
    const bound = new Transform({
      transform(chunk: Uint8Array, _encoding, done) {
        size += chunk.length;
        const over = size > limits.workbookBytes;
        done(over ? new ReadStop('file-too-large', `at most ${limits.workbookBytes} bytes`) : null, chunk);
      },
    });
    await pipeline(input, bound, createWriteStream(path, { mode: 0o600 }));
    return path;
  }

  async remove(): Promise<void> {
    if (this.folder) await rm(this.folder, { recursive: true, force: true });
  }
}
