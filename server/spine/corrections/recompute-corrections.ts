import type { Instant } from '#base/time';
import type { Clock } from '#contract/clock';
import type { CorrectionEvent } from '#contract/correction-events';
import { clockContext, toolsAt } from '#spine/cases/fold-context';
import { byNewestCalendar } from '#spine/clocks/newest-calendar';
import { readLedger } from '#spine/clocks/stored-clocks';
import { correctionSchedule, ownClocks } from '#spine/corrections/correction-clocks';
import { workbenchSource } from '#spine/installation';
import { incoming, type IncomingEvent } from '#spine/journal/incoming';
import type { Spine } from '#spine/spine';

interface Row {
  city: number;
  id: number;
  case_id: number;
  region: number;
  item_id: number;
  item_version: number;
  organ_id: number;
  ledger: string;
}

const pageSize = 1_000;
const text = `SELECT o.city, o.id, o.case_id, o.region, c.item_id, c.item_version, c.organ_id, k.ledger
  FROM correction o JOIN cases c ON c.city = o.city AND c.id = o.case_id JOIN clock k ON k.city = o.city AND k.case_id = o.case_id
  WHERE o.status NOT IN ('cleared', 'upheld') AND (o.city, o.id) > ($1, $2)
  ORDER BY o.city, o.id LIMIT ${pageSize}`;

/** What a new version of a calendar changes for the corrections that are going on. */
export interface CalendarChange {
  calendar: string;
  version: number;
  notice?: string;
}

/** Notes in each open correction whose limits or warnings move that they do, which moves them. Repeating it adds nothing. */
export async function recomputeCorrections(spine: Spine, change: CalendarChange): Promise<void> {
  let after: [number, number] = [0, 0];
  for (;;) {
    const { rows } = await spine.pool.query<Row>(text, after);
    await spine.journal.append(
      rows.filter((row) => moves(spine, row)).map((row) => recalculated(spine, row, change)),
    );
    const last = rows.at(-1);
    if (!last || rows.length < pageSize) return;
    after = [last.city, last.id];
  }
}

function moves(spine: Spine, row: Row): boolean {
  const tools = toolsAt(spine.fold, spine.registry.edition);
  const context = clockContext(tools, {
    itemId: row.item_id,
    itemVersion: row.item_version,
    organId: row.organ_id,
  });
  const before = ownClocks(String(row.id), readLedger(row.ledger));
  const after = Object.fromEntries(
    Object.entries(before).map(([key, clock]) => [key, byNewestCalendar(clock, context.calendar)]),
  );
  const times = (clocks: Record<string, Clock>) => JSON.stringify(correctionSchedule(clocks, context));
  return times(before) !== times(after);
}

function recalculated(spine: Spine, row: Row, change: CalendarChange): IncomingEvent {
  const at: Instant = spine.now();
  return incoming(spine.registry.source(workbenchSource.code)!, {
    id: `recalculated:${change.calendar}:${change.version}:${row.city}-${row.case_id}:${row.id}`,
    type: 'correction.recalculated' satisfies CorrectionEvent['type'],
    region: row.region,
    occurredAt: at,
    data: { correction: String(row.id), ...change },
    reference: { id: row.case_id },
  });
}
