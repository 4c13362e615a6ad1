import { problemText } from '#spine/intake/problem-text';
import type { ImportMap } from '#contract/import-map';
import { mapFile } from '#spine/intake/mapping/map-file';

const shown = 20;

/** What the first rows of a file would become; reads one batch and writes nothing. */
export async function previewFile(file: string, map: ImportMap) {
  for await (const batch of mapFile(file, map, { batchSize: 200 })) {
    const columns = new Map<string, string>();
    for (const event of batch.events)
      for (const [name, value] of Object.entries(event.data))
        if (value !== null && typeof value !== 'object' && !columns.has(name))
          columns.set(name, String(value).slice(0, 80));
    return {
      columns: [...columns].map(([name, sample]) => ({ name, sample })),
      events: batch.events.slice(0, shown).map((event) => ({
        line: event.line,
        type: event.type,
        subject: event.subject,
        time: event.time,
        summary: [event.data.step, event.data.actor, event.data.organ].filter(Boolean).join(' · '),
      })),
      refused: batch.problems.slice(0, shown).map((problem) => problemText(problem)),
    };
  }
  return { columns: [], events: [], refused: [] };
}
