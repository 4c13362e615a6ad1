import { problemText } from '#spine/intake/problem-text';
import type { ImportMap } from '#contract/import-map';
import { mapFile } from '#spine/intake/mapping/map-file';
import { sampleFile } from '#spine/intake/mapping/sample-file';

const shown = 20;

/** What is in a file, and what its first rows would become; reads one batch and writes nothing. */
export async function previewFile(file: string, map: ImportMap) {
  const { columns } = await sampleFile(file, map);
  for await (const batch of mapFile(file, map, { batchSize: 200 })) {
    const refused = batch.problems.filter((problem) => problem.scope !== 'nothing');
    return {
      columns,
      events: batch.events.slice(0, shown).map((event) => ({
        line: event.line,
        type: event.type,
        subject: event.subject,
        time: event.time,
        summary: [event.data.step, event.data.actor, event.data.organ].filter(Boolean).join(' · '),
      })),
      refused: refused.slice(0, shown).map((problem) => problemText(problem)),
    };
  }
  return { columns, events: [], refused: [] };
}
