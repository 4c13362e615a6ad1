import { existsSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { RowProblem } from '#contract/import-problem';
import type { ReadLimits } from './limits.ts';
import { readXes } from './xes.ts';
import type { XesLog, XesTrace } from './xes-model.ts';

export const logFolder = path.join(import.meta.dirname, '../../../../../shared/data/eventlogs');
export const logsPresent = existsSync(logFolder);

export interface ReadLog {
  traces: XesTrace[];
  problems: RowProblem[];
  log: XesLog | undefined;
}

export async function readAll(
  source: string | Uint8Array | AsyncIterable<Uint8Array>,
  limits?: ReadLimits,
): Promise<ReadLog> {
  const bytes = typeof source === 'string' ? Buffer.from(source) : source;
  const input = bytes instanceof Uint8Array ? Readable.from([bytes]) : bytes;
  const found: ReadLog = { traces: [], problems: [], log: undefined };
  for await (const item of readXes(input, limits)) {
    if (item.kind === 'trace') found.traces.push(item);
    else if (item.kind === 'problem') found.problems.push(item.problem);
    else found.log = item;
  }
  return found;
}

/** Problems as `line code scope`, remarks left out unless asked for. */
export function losses({ problems }: ReadLog, remarks = false): string[] {
  return problems
    .filter(({ scope }) => remarks || scope !== 'nothing')
    .map(({ line, code, scope }) => `${line} ${code} ${scope}`);
}

export function xesLog(...lines: string[]): string {
  return ['<log xes.version="1849.2016">', ...lines, '</log>'].join('\n');
}
