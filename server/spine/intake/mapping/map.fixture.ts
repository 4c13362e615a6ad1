import { Readable } from 'node:stream';
import type { RowProblem } from '#contract/import-problem';
import { parseImportMap } from './load-map.ts';
import { type MapFileOptions, type MappedBatch, type MappedEvent, mapFile } from './map-file.ts';

const common = {
  source: { id: 'library', mode: 'replay' },
  timeZone: 'Asia/Shanghai',
  region: '370102000000',
  organ: 'library',
  item: 'loan',
};

/** A mapping of a lending library; `more` replaces parts of it. */
export function libraryMap(more: Record<string, unknown> = {}) {
  return parseImportMap({
    ...common,
    format: 'xes',
    case: { number: 'number' },
    event: { step: 'step', time: 'time' },
    ...more,
  });
}

export interface Mapped {
  events: MappedEvent[];
  problems: RowProblem[];
  batches: MappedBatch[];
  totals: MappedBatch['totals'];
}

export async function mapText(
  text: string,
  map: ReturnType<typeof libraryMap>,
  options?: MapFileOptions,
): Promise<Mapped> {
  const batches: MappedBatch[] = [];
  for await (const batch of mapFile(Readable.from([Buffer.from(text)]), map, options)) batches.push(batch);
  return {
    batches,
    events: batches.flatMap(({ events }) => events),
    problems: batches.flatMap(({ problems }) => problems),
    totals: batches.at(-1)!.totals,
  };
}

/** Events as `id type time`. */
export function told({ events }: Mapped): string[] {
  return events.map(({ id, type, time }) => `${id} ${type} ${time.replace('.000Z', 'Z')}`);
}

/** What was lost, as `line code scope rows`. */
export function lost({ problems }: Mapped): string[] {
  return problems
    .filter(({ scope }) => scope !== 'nothing')
    .map(({ line, code, scope, rows }) => `${line} ${code} ${scope} ${rows}`);
}

type Values = Record<string, string>;

/** A log of one line per trace attribute and event, so that line 2 is the first trace. */
export function logOf(...traces: { case?: Values; events?: Values[] }[]): string {
  const attribute = ([key, value]: [string, string]) =>
    `<${/time|At$|due/.test(key) ? 'date' : 'string'} key="${key}" value="${value}"/>`;
  const lines = traces.flatMap((trace) => [
    `<trace>${Object.entries(trace.case ?? {})
      .map(attribute)
      .join('')}`,
    ...(trace.events ?? []).map((one) => `<event>${Object.entries(one).map(attribute).join('')}</event>`),
    '</trace>',
  ]);
  return ['<log xes.version="1849.2016">', ...lines, '</log>'].join('\n');
}
