import type { CloudEventInput } from '#contract/events';

export const perBatch = 50;
export const batchesPerSecond = 40;
/** So long it takes until every batch is full: before, there are no cases yet whose later events could be sent. */
export const rampSeconds = 5;

const eventsPerCase = 6;
/** One case in so many leaves out a mandatory step, which is noticed when it is closed. */
const casesPerClue = 9;
const clerks = 1_000;

/** What one request brings. */
export interface EventBatch {
  events: CloudEventInput[];
  /** Numbers of the cases that this batch closes without a mandatory step, and their divisions. */
  clues: { number: string; region: string }[];
}

/**
 * The batch that is due `k / batchesPerSecond` seconds after the beginning: cases from all divisions, each with an event
 * a second until its sixth closes it, so that openings, steps and closings come mixed, and no case twice in a batch.
 */
export function batchAt(k: number, regions: readonly string[], time: string): EventBatch {
  const second = Math.floor(k / batchesPerSecond);
  const slot = k % batchesPerSecond;
  const batch: EventBatch = { events: [], clues: [] };
  for (let j = 0; j < perBatch; j++) {
    const age = second + slot + j;
    const n = age % eventsPerCase;
    // Its case would have been opened before the beginning.
    if (n > second) continue;
    const i = (Math.floor(age / eventsPerCase) * batchesPerSecond + slot) * perBatch + j;
    const region = regions[i % regions.length]!;
    const number = `LIVE-${String(i).padStart(8, '0')}`;
    const clue = i % casesPerClue === 0;
    const { type, data } = told(i, n, region, clue);
    batch.events.push({
      specversion: '1.0',
      id: `${number}#${n}`,
      source: 'bench-live',
      type,
      subject: number,
      time,
      region,
      data,
    });
    if (clue && type === 'case.closed') batch.clues.push({ number, region });
  }
  return batch;
}

/** No clerk does so much that it is a clue itself. */
function told(
  i: number,
  n: number,
  region: string,
  clue: boolean,
): { type: string; data: Record<string, unknown> } {
  const clerk = i % clerks;
  const step = (code: string, by: string) => ({
    type: 'case.step-done',
    data: { step: code, actor: `${by}-${clerk}`, note: '经审查，材料齐全、符合法定形式，同意进入下一环节。' },
  });
  switch (n) {
    case 0:
      return {
        type: 'case.opened',
        data: {
          item: 'bench.licence',
          organ: `bench.${region}`,
          title: `关于办理食品经营许可（第 ${i} 号）的申请`,
          channel: 'window',
          actor: `clerk-${clerk}`,
        },
      };
    case 1:
      return step('receive', 'clerk');
    case 2:
      return step('review', 'reviewer');
    case 3:
      return step('check', 'inspector');
    case 4:
      return clue
        ? { type: 'case.amended', data: { field: 'phone', actor: `clerk-${clerk}` } }
        : step('decide', 'approver');
    default:
      return { type: 'case.closed', data: { result: 'granted', actor: `clerk-${clerk}` } };
  }
}
