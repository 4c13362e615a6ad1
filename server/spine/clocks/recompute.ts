import type { Instant } from '#base/time';
import type { CaseState } from '#spine/cases/case-state';
import { awaitsOrgan } from '#spine/alerts/rules/idle';
import { clockContext } from '#spine/cases/fold-context';
import { indexClocks, idleRung, type Timetable } from '#spine/clocks/timetable';
import type { Spine } from '#spine/spine';

interface Row {
  city: number;
  case_id: number;
  item_id: number;
  item_version: number;
  organ_id: number;
  seq: number;
  state: CaseState;
  ledger: Timetable['clocks'];
}

const pageSize = 1_000;

/**
 * Derives the timetables of open clocks again after a new version of a calendar. What has fired stays fired
 * (its key is taken); what has not fires by the new dates. Returns how many due times moved.
 */
export async function recomputeClocks(spine: Spine, calendar: string): Promise<number> {
  const version = spine.registry.calendar(calendar).version;
  let moved = 0;
  let after: [number, number] = [0, 0];
  for (;;) {
    const { rows } = await spine.pool.query<Row & { due_at: Instant | null }>(
      `SELECT k.city, k.case_id, k.item_id, c.item_version, k.organ_id, c.seq, c.state, k.ledger, k.due_at
       FROM clock k JOIN cases c ON c.city = k.city AND c.id = k.case_id
       WHERE (k.city, k.case_id) > ($1, $2) AND k.next_at IS NOT NULL AND position($3 in k.ledger::text) > 0
       ORDER BY k.city, k.case_id LIMIT ${pageSize}`,
      [...after, `"calendar":"${calendar}"`],
    );
    for (const row of rows) if (await recomputeOne(spine, row, calendar, version)) moved += 1;
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return moved;
    after = [last.city, last.case_id];
  }
}

async function recomputeOne(
  spine: Spine,
  row: Row & { due_at: Instant | null },
  calendar: string,
  version: number,
): Promise<boolean> {
  const context = clockContext(spine.fold, {
    itemId: row.item_id,
    itemVersion: row.item_version,
    organId: row.organ_id,
  });
  const clocks = Object.fromEntries(
    Object.entries(row.ledger).map(([kind, clock]) => [
      kind,
      clock.calendar === calendar && clock.stoppedAt === null
        ? { ...clock, calendarVersion: version }
        : clock,
    ]),
  );
  const idle = awaitsOrgan(row.state) ? idleRung(row.state.lastAt, context) : null;
  const { rungs, dueAt } = indexClocks(clocks, idle, context);
  const { rows } = await spine.pool.query<{ key: string }>(
    'SELECT key FROM alert WHERE city = $1 AND case_id = $2',
    [row.city, row.case_id],
  );
  const fired = new Set(rows.map((one) => one.key));
  const first = rungs.findIndex((rung) => !fired.has(rung[1]));
  const nextI = first < 0 ? rungs.length : first;
  const next = rungs[nextI]?.[0];
  await spine.pool.query(
    `UPDATE clock SET ledger = $3, rungs = $4, next_i = $5, next_at = to_timestamp($6::float8 / 1000), due_at = to_timestamp($7::float8 / 1000)
     WHERE city = $1 AND case_id = $2`,
    [row.city, row.case_id, JSON.stringify(clocks), JSON.stringify(rungs), nextI, next ?? null, dueAt],
  );
  return dueAt !== row.due_at;
}
