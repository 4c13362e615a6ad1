import { readFileSync } from 'node:fs';
import { type LifeEvent, lifeEventsFile } from '#contract/services/guide';

const file = new URL('../../../../reference/services/life-events.json', import.meta.url);
let known: readonly LifeEvent[] | undefined;

/** The life events of this installation, in the order in which they are shown. */
export function lifeEvents(): readonly LifeEvent[] {
  known ??= lifeEventsFile.parse(JSON.parse(readFileSync(file, 'utf8'))).events;
  return known;
}
