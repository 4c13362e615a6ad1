import { createReadStream } from 'node:fs';
import type { ImportMap } from '#contract/import-map';
import { readCsv } from '../readers/csv.ts';
import { type ReadLimits, readLimits } from '../readers/limits.ts';
import type { TableItem } from '../readers/table-model.ts';
import type { Bytes } from '../readers/unpack.ts';
import { readXlsx } from '../readers/xlsx.ts';

/** The bytes of a file or stream; `onBytes` is told how many were read so far. */
export async function* fileBytes(input: string | Bytes, onBytes?: (bytes: number) => void): Bytes {
  let bytes = 0;
  for await (const chunk of typeof input === 'string' ? createReadStream(input) : input) {
    bytes += chunk.length;
    onBytes?.(bytes);
    yield chunk;
  }
}

/** Header and rows of a table, read as its mapping says. */
export function tableItems(
  input: string | Bytes,
  format: 'csv' | 'xlsx',
  table: ImportMap['table'],
  limits: ReadLimits = readLimits,
  onBytes?: (bytes: number) => void,
): AsyncIterable<TableItem> {
  const options = { headerLine: table?.headerLine, limits };
  if (format === 'xlsx') return readXlsx(input, { ...options, sheet: table?.sheet, onBytes });
  const { delimiter, encoding } = table ?? {};
  return readCsv(fileBytes(input, onBytes), { ...options, delimiter, encoding });
}
