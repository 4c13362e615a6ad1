import { detectDelimiter } from './csv-delimiter.ts';
import { type CsvRecord, CsvSplitter } from './csv-records.ts';
import { decode } from './decode.ts';
import { type ReadLimits, readLimits } from './limits.ts';
import { problemOf, ReadStop, stopOf } from './problem.ts';
import { readColumns } from './table-columns.ts';
import type { TableItem } from './table-model.ts';
import { type Bytes, unpack } from './unpack.ts';

export interface CsvOptions {
  /** Found from the first rows when absent. */
  delimiter?: string;
  /** `utf-8`, `gb18030`, `utf-16le`; found from the bytes when absent. */
  encoding?: string;
  /** Line of the header; the first line that is not blank when absent. */
  headerLine?: number;
  limits?: ReadLimits;
}

/**
 * Reads a table of delimited text (RFC 4180), plain or gzip: the header, then its rows, with problems between
 * them. A row with another number of fields than the header, with misplaced quotes or with bytes that are no
 * text is refused by its line, and reading goes on behind it.
 */
export async function* readCsv(input: Bytes, options: CsvOptions = {}): AsyncGenerator<TableItem> {
  const limits = options.limits ?? readLimits;
  const badLines = new Set<number>();
  const table = new CsvTable(options.headerLine ?? 1, badLines);
  let splitter: CsvSplitter | undefined;
  const encoding = options.encoding ?? 'auto';
  try {
    const text = decode(unpack(input, limits), { encoding, onInvalid: (line) => badLines.add(line) });
    for await (const piece of withSample(text)) {
      splitter ??= new CsvSplitter(options.delimiter ?? detectDelimiter(piece, limits.row), limits.row);
      for (const found of splitter.split(piece)) yield* table.take(found);
      table.forgetBadLines();
    }
    for (const found of splitter?.split('', true) ?? []) yield* table.take(found);
    table.end();
  } catch (error) {
    yield { kind: 'problem', problem: stopOf(error, table.line) };
  }
}

/** Joins the first pieces until they are enough to find the delimiter in. */
async function* withSample(text: AsyncIterable<string>): AsyncGenerator<string> {
  let sample: string | undefined = '';
  try {
    for await (const piece of text) {
      if (sample === undefined) {
        yield piece;
        continue;
      }
      sample += piece;
      if (sample.length < sampleCharacters) continue;
      yield sample;
      sample = undefined;
    }
  } catch (error) {
    // What arrived before the break stands.
    if (sample) yield sample;
    throw error;
  }
  if (sample) yield sample;
}
const sampleCharacters = 8 * 1024;

/** Puts records under the header. */
class CsvTable {
  line = 1;
  private columns: string[] | undefined;
  private readonly headerLine: number;
  private readonly badLines: Set<number>;

  constructor(headerLine: number, badLines: Set<number>) {
    this.headerLine = headerLine;
    this.badLines = badLines;
  }

  *take(found: CsvRecord | Parameters<typeof problemOf>[0]): Generator<TableItem> {
    this.line = found.line;
    if (!('fields' in found)) {
      if (this.columns) yield { kind: 'problem', problem: problemOf(found) };
      else if (found.line >= this.headerLine) throw new ReadStop(found.code, 'a header row', found.line);
      return;
    }
    if (found.line < this.headerLine) return;
    const bad = this.badLines.size > 0 && this.isBad(found);
    if (!this.columns) {
      if (bad) throw new ReadStop('encoding-invalid', 'a header in UTF-8 or GB18030', found.line);
      const { columns, remarks } = readColumns(found.fields, found.line);
      this.columns = columns;
      yield { kind: 'header', line: found.line, columns };
      for (const problem of remarks) yield { kind: 'problem', problem };
      return;
    }
    yield this.row(found, this.columns, bad);
  }

  /** Throws when no header has come. */
  end(): void {
    if (this.columns) return;
    if (this.line === 1) throw new ReadStop('file-empty', 'a table with a header', 1);
    throw new ReadStop('header-missing', `a header in line ${this.headerLine}`, this.line);
  }

  forgetBadLines(): void {
    for (const line of this.badLines) if (line < this.line) this.badLines.delete(line);
  }

  private row({ line, fields }: CsvRecord, columns: string[], bad: boolean): TableItem {
    if (!bad && fields.length === columns.length) return { kind: 'row', line, cells: fields };
    const about = bad
      ? { code: 'encoding-invalid' as const, expected: 'text in the encoding of the file' }
      : {
          code: 'row-ragged' as const,
          expected: `${columns.length} fields, as in the header`,
          value: String(fields.length),
        };
    return { kind: 'problem', problem: problemOf({ line, scope: 'event', rows: 1, ...about }) };
  }

  private isBad({ line, lastLine }: CsvRecord): boolean {
    for (const bad of this.badLines) if (bad >= line && bad <= lastLine) return true;
    return false;
  }
}
