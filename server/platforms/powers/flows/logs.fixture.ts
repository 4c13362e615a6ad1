import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Item } from '#contract/catalogue';
import { loadImportMap } from '#spine/intake/mapping/load-map';
import { mapFile } from '#spine/intake/mapping/map-file';
import type { Trace } from './trace.ts';

const root = path.join(import.meta.dirname, '../../../..');
const logs = path.join(root, '../shared/data/eventlogs');

/** The two real logs, with the mapping that comes with the project for each. */
export const realLogs = {
  receipt: { file: path.join(logs, 'receipt.xes.gz'), map: 'permits/receipt.map.json' },
  fines: {
    file: path.join(logs, 'roadtraffic_1t_per_variant.xes.gz'),
    map: 'penalties/traffic-fine.map.json',
  },
};
export const hasRealLogs = existsSync(logs);

/** The cases of a log as its mapping tells them, and the item that they are of. */
export async function tracesOf({ file, map: name }: { file: string; map: string }) {
  const { map, catalogue } = await loadImportMap(path.join(root, 'examples', name));
  const traces = new Map<string, Trace>();
  for await (const batch of mapFile(file, map))
    for (const { type, subject, time, data } of batch.events) {
      const at = Date.parse(time);
      const trace = traces.get(subject) ?? {
        city: 3701,
        id: traces.size + 1,
        itemId: 1,
        version: 1,
        closed: false,
        openedAt: at,
        endedAt: null,
        steps: [],
        times: [],
      };
      traces.set(subject, trace);
      if (type === 'case.closed') Object.assign(trace, { closed: true, endedAt: at });
      if (type !== 'case.step-done') continue;
      trace.steps.push(data.step as string);
      trace.times.push(at);
    }
  return { traces: [...traces.values()], item: catalogue!.items[0] as Item };
}
