import type { ImportMap } from '#contract/import-map';
import { type ReadLimits, readLimits } from '../readers/limits.ts';
import { ReadStop, stopOf } from '../readers/problem.ts';
import type { TableItem } from '../readers/table-model.ts';
import type { Bytes } from '../readers/unpack.ts';
import { readXes } from '../readers/xes.ts';
import { Batches } from './batches.ts';
import { CaseMapper } from './case-mapper.ts';
import { columnsOf } from './columns.ts';
import type { MappedBatch } from './mapped-event.ts';
import { fileBytes, tableItems } from './open-file.ts';
import { rowMapperOf } from './row-cases.ts';

export type { MappedBatch, MappedEvent } from './mapped-event.ts';

export interface MapFileOptions {
  /** Events of a batch at most. */
  batchSize?: number;
  limits?: ReadLimits;
}

/**
 * Reads a file by a mapping and gives its events in batches, in the same order and with the same ids each time.
 * Whatever cannot be read stands in the batches' problems; after one of scope `file` no more comes. There is
 * always a last batch, which tells the totals. Throws only what the disk or the stream throws.
 */
export async function* mapFile(
  input: string | Bytes,
  map: ImportMap,
  { batchSize = 1_000, limits = readLimits }: MapFileOptions = {},
): AsyncGenerator<MappedBatch> {
  let bytesRead = 0;
  const onBytes = (bytes: number) => {
    bytesRead = bytes;
  };
  const batches = new Batches(batchSize, () => bytesRead);
  const work =
    map.format === 'xes'
      ? mapTraces(fileBytes(input, onBytes), map, batches, limits)
      : mapRows(tableItems(input, map.format, map.table, limits, onBytes), map, batches, limits);
  for await (const _ of work) yield* batches.take();
  const last = batches.last();
  yield* batches.take();
  yield last;
}

/** Gives way after each trace, so that full batches can be taken. */
async function* mapTraces(
  input: Bytes,
  map: ImportMap,
  batches: Batches,
  limits: ReadLimits,
): AsyncGenerator<void> {
  const cases = new CaseMapper(map, batches);
  for await (const item of readXes(input, limits)) {
    if (item.kind === 'problem') batches.problem(item.problem);
    if (item.kind === 'trace') {
      const events = item.events.map(({ line, attributes }, at) => ({
        line,
        fields: attributes,
        index: at + 1,
      }));
      cases.map({ line: item.line, fields: item.attributes, events });
    }
    yield;
  }
}

async function* mapRows(
  items: AsyncIterable<TableItem>,
  map: ImportMap,
  batches: Batches,
  limits: ReadLimits,
): AsyncGenerator<void> {
  const rows = rowMapperOf(map, batches, limits);
  let index = new Map<string, number>();
  let line = 0;
  let complete = true;
  try {
    for await (const item of items) {
      if (item.kind === 'problem') {
        batches.problem(item.problem);
        if (item.problem.scope === 'file') complete = false;
      } else line = item.line;
      if (item.kind === 'header') index = indexOf(item.columns, map, item.line);
      if (item.kind === 'row') rows.row(item, index);
      yield;
    }
    // Of a file that breaks off nobody knows how its last cases end.
    if (complete) yield* rows.end();
  } catch (error) {
    batches.problem(stopOf(error, line));
  }
}

/** Place of each column, the first where a name stands twice. Stops when the mapping names one that is not there. */
function indexOf(columns: string[], map: ImportMap, line: number): Map<string, number> {
  const index = new Map<string, number>();
  for (const [at, name] of columns.entries()) if (!index.has(name)) index.set(name, at);
  const missing = columnsOf(map).filter((name) => !index.has(name));
  if (missing.length > 0) throw new ReadStop('column-missing', `columns ${missing.join(', ')}`, line);
  return index;
}
