import type { ClientBase } from 'pg';
import type { Instant } from '#base/time';
import { inactionFinding } from '#spine/alerts/rules/idle';
import { withLevels } from '#spine/alerts/rules/judge';
import { readState, stateColumns, type StoredState } from '#spine/cases/stored-state';
import { clockContext, type FoldTools, toolsAt } from '#spine/cases/fold-context';
import { readRungs, type StoredTimetable } from '#spine/clocks/stored-clocks';
import { idleRung, type TimetableRung, watchesIdle } from '#spine/clocks/timetable';
import { type BatchWrite, emptyWrite, findingAlert, writeBatch } from '#spine/journal/batch-statement';

interface IdleRow extends StoredState, StoredTimetable {
  case_id: number;
  item_id: number;
  item_version: number;
  organ_id: number;
  region: number;
  /** Of the case's last journal entry: a silence is judged by what held when it began. */
  edition: number;
}

const text = `SELECT k.case_id, k.item_id, c.item_version, k.organ_id, k.region, ${stateColumns},
    k.ledger, k.rungs, k.next_i, k.due_at, j.edition
  FROM clock k JOIN cases c ON c.city = k.city AND c.id = k.case_id
  CROSS JOIN LATERAL (SELECT edition FROM journal j WHERE j.city = c.city AND j.case_id = c.id ORDER BY case_seq DESC LIMIT 1) j
  WHERE k.city = $1::int2 AND k.case_id = ANY($2::int8[])`;

/**
 * The lazy half of INACTION, for cases whose rung came up: one in which somebody acted meanwhile gets a later rung
 * instead of an alert. In the caller's transaction, which holds the clocks. Returns how many alerts were given.
 */
export async function judgeIdle(
  client: ClientBase,
  tools: FoldTools,
  city: number,
  ids: number[],
  upTo: Instant,
): Promise<number> {
  if (ids.length === 0) return 0;
  const { rows } = await client.query<IdleRow>({
    name: 'idle-cases',
    text,
    values: [city, `{${ids.join(',')}}`],
  });
  const newest = rows.reduce((most, row) => Math.max(most, row.edition), 0);
  if (newest > tools.registry.edition) await tools.registry.refresh(client);
  const write = emptyWrite(newest);
  for (const row of rows) judgeOne({ ...row, city }, toolsAt(tools, row.edition), upTo, write);
  return (await writeBatch(client, write)).alerts;
}

function judgeOne(row: IdleRow & { city: number }, tools: FoldTools, upTo: Instant, write: BatchWrite): void {
  const state = readState(row);
  const context = clockContext(tools, {
    itemId: row.item_id,
    itemVersion: row.item_version,
    organId: row.organ_id,
  });
  if (!watchesIdle(state, context)) return;
  const where = {
    city: row.city,
    caseId: row.case_id,
    itemId: row.item_id,
    organId: row.organ_id,
    region: row.region,
  };
  const rung = idleRung(state.lastAt, context);
  if (rung[0] > upTo) {
    const { city, case_id: caseId, ledger } = row;
    write.moved.push({ city, caseId, ledger, timetable: withRung(row, rung), endedAt: state.endedAt });
    return;
  }
  const { item, organ, idlePercent } = context;
  const finding = inactionFinding(state, item, context.calendar(organ.calendar), organ, idlePercent);
  for (const one of withLevels([finding], tools.parameters)) write.alerts.push(findingAlert(one, where));
}

function withRung(row: IdleRow, rung: TimetableRung) {
  const before = readRungs(row.rungs);
  const rungs = [
    ...before.slice(0, row.next_i),
    ...[...before.slice(row.next_i), rung].sort((a, b) => a[0] - b[0]),
  ];
  return { rungs, nextI: row.next_i, dueAt: row.due_at };
}
