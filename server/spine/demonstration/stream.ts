import { type Instant } from '#base/time';
import { endedStatuses } from '#spine/cases/case-state';
import { readState, stateColumns, type StoredState } from '#spine/cases/stored-state';
import { admit } from '#spine/journal/incoming';
import type { Spine } from '#spine/spine';
import { type LiveCase, LiveStream } from './live-stream.ts';
import { type DemonstrationWorld, demonstrationSource, readWorld } from './seed.ts';

/** Open cases of the demonstration as the stream goes on with them. */
async function openCases(spine: Spine): Promise<LiveCase[]> {
  const { rows } = await spine.pool.query<
    StoredState & { number: string; region: number; item: string; due_at: Instant | null }
  >(
    `SELECT c.number, c.region, i.code AS item, ${stateColumns}, k.due_at FROM cases c JOIN source s ON s.id = c.source_id
     JOIN item i ON i.id = c.item_id LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id
     WHERE s.code = $1 AND c.ended_at IS NULL ORDER BY c.id`,
    [demonstrationSource.code],
  );
  return rows
    .filter((row) => !endedStatuses.has(row.status))
    .map((row) => ({
      source: demonstrationSource.code,
      number: row.number,
      region: String(row.region),
      item: row.item,
      state: readState(row),
      dueAt: row.due_at,
    }));
}

/** Keeps a gentle stream of events going; returns how to stop it. `given`: instead of the whole province. */
export async function streamDemonstration(
  spine: Spine,
  given?: DemonstrationWorld,
): Promise<() => Promise<void>> {
  const world = given ?? (await readWorld());
  const open = await openCases(spine);
  const stream = new LiveStream({ ...world, source: demonstrationSource.code, seed: open.length + 1, open });
  const pause = 1_000 / world.data.plan.live.eventsPerSecond;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  const again = (): void => {
    if (!stopped) timer = setTimeout(() => (running = step().finally(again)), pause);
  };
  const step = async (): Promise<void> => {
    try {
      const event = stream.next(spine.now());
      const source = spine.registry.source(demonstrationSource.code)!;
      if (event) await spine.journal.appendOne(admit(event, spine.registry, source, spine.now()));
    } catch (error) {
      spine.log.error('the demonstration stream missed an event', error);
    }
  };
  again();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
