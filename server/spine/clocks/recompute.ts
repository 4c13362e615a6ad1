import { setTimeout as sleep } from 'node:timers/promises';
import { type Instant, toRfc3339 } from '#base/time';
import type { InternalCaseEvent } from '#contract/events';
import { awaitsOrgan } from '#spine/alerts/rules/idle';
import { readState, stateColumns, type StoredState } from '#spine/cases/stored-state';
import { clockContext, toolsAt } from '#spine/cases/fold-context';
import { recalculate, sameTimes } from '#spine/clocks/recalculate';
import { readTimetable, runsBy, type StoredTimetable } from '#spine/clocks/stored-clocks';
import { idleRung } from '#spine/clocks/timetable';
import { type CalendarChange, recomputeCorrections } from '#spine/corrections/recompute-corrections';
import { workbenchSource } from '#spine/installation';
import { batchesInFlight } from '#spine/journal/city-order';
import { incoming, type IncomingEvent } from '#spine/journal/incoming';
import type { Spine } from '#spine/spine';

interface Row extends StoredState, StoredTimetable {
  city: number;
  case_id: number;
  region: number;
  item_id: number;
  item_version: number;
  organ_id: number;
  edition: number;
  mode: 'live' | 'replay';
  ticked_to: Instant | null;
}

const pageSize = 1_000;

/** Cases with a clock that runs, or stands still, by the calendar, in pages by key. */
const text = `SELECT k.city, k.case_id, k.region, k.item_id, c.item_version, k.organ_id, ${stateColumns}, k.ledger, k.rungs, k.next_i,
    k.due_at, j.edition, s.mode, s.ticked_to
  FROM clock k JOIN cases c ON c.city = k.city AND c.id = k.case_id JOIN source s ON s.id = k.source_id
  CROSS JOIN LATERAL (SELECT edition FROM journal j WHERE j.city = c.city AND j.case_id = c.id ORDER BY case_seq DESC LIMIT 1) j
  WHERE (k.city, k.case_id) > ($1, $2) AND ${runsBy('k.ledger', '$3')}
  ORDER BY k.city, k.case_id LIMIT ${pageSize}`;

/** A batch that began before the calendar was saved may still start clocks by the old version. */
async function settled(spine: Spine): Promise<void> {
  let since: Instant | undefined;
  for (;;) {
    const client = await spine.pool.connect();
    try {
      const { now, oldest } = await batchesInFlight(client);
      since ??= now;
      if (oldest === null || oldest > since) return;
    } finally {
      client.release();
    }
    await sleep(20);
  }
}

/**
 * Notes in the journal of each open case whose due times or warnings move by the newest version of a calendar that they
 * do, which moves them. What has fired stays fired; what has not fires by the new dates. Repeating it adds nothing.
 * Returns how many cases moved.
 */
export async function recomputeClocks(spine: Spine, calendar: string, notice?: string): Promise<number> {
  await settled(spine);
  const { version } = spine.registry.calendar(calendar);
  const change: CalendarChange = { calendar, version, ...(notice ? { notice: notice.slice(0, 400) } : null) };
  let moved = 0;
  let after: [number, number] = [0, 0];
  for (;;) {
    const { rows } = await spine.pool.query<Row>(text, [...after, calendar]);
    const events = rows.filter((row) => moves(spine, row)).map((row) => recalculated(spine, row, change));
    const answers = await spine.journal.append(events);
    moved += answers.filter((answer) => answer.outcome === 'accepted').length;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) break;
    after = [last.city, last.case_id];
  }
  await recomputeCorrections(spine, change);
  await spine.pool.query(
    `INSERT INTO installation (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [doneKey(calendar), String(version)],
  );
  return moved;
}

const doneKey = (calendar: string) => `recalculated:${calendar}`;

/** Does so for calendars that are newer than what was last gone through: of a new release, or after a crash. */
export async function recomputeOutdated(spine: Spine): Promise<void> {
  const { rows } = await spine.pool.query<{ key: string; value: string }>(
    `SELECT key, value FROM installation WHERE starts_with(key, 'recalculated:')`,
  );
  const done = new Map(rows.map((row) => [row.key, Number(row.value)]));
  for (const { code, version } of spine.registry.calendars())
    if ((done.get(doneKey(code)) ?? 0) < version) await recomputeClocks(spine, code);
}

function presentOf(row: Row, now: Instant): Instant {
  return row.mode === 'live' ? now : (row.ticked_to ?? Number.NEGATIVE_INFINITY);
}

/** Whether the case's due time, warnings or tolerated silence change; where a clock stands still, that shows only later. */
function moves(spine: Spine, row: Row): boolean {
  const one = { itemId: row.item_id, itemVersion: row.item_version, organId: row.organ_id };
  const context = clockContext(toolsAt(spine.fold, spine.registry.edition), one);
  const before = readTimetable(row);
  const state = readState(row);
  const { timetable } = recalculate(before, state, presentOf(row, spine.now()), context);
  if (!sameTimes(before, timetable)) return true;
  const old = clockContext(toolsAt(spine.fold, row.edition), one);
  return awaitsOrgan(state) && idleRung(state.lastAt, old)[0] !== idleRung(state.lastAt, context)[0];
}

function recalculated(spine: Spine, row: Row, change: CalendarChange): IncomingEvent {
  const asOf = row.mode === 'live' ? undefined : toRfc3339(row.ticked_to ?? row.opened_at);
  return incoming(spine.registry.source(workbenchSource.code)!, {
    id: `recalculated:${change.calendar}:${change.version}:${row.city}-${row.case_id}`,
    type: 'case.recalculated' satisfies InternalCaseEvent['type'],
    region: row.region,
    occurredAt: spine.now(),
    data: { ...change, ...(asOf ? { asOf } : null) },
    reference: { id: row.case_id },
  });
}
