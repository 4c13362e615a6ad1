import { inTransaction } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import { baseKeyOf } from '#spine/catalogue/base-code';
import { zoneOf } from '#spine/calendar/zone';
import { meaningOf } from '#spine/platform/installed';
import type { Spine } from '#spine/spine';
import { peerRatesItem } from './catalogue-item.ts';
import { MonthCounts, type OrganCounts } from './counts.ts';

interface Row {
  city: number;
  case_id: number;
  type: string;
  data: Record<string, unknown>;
  at: Instant;
  organ_id: number;
  item_id: number;
  item_version: number;
  number: string;
  opened_at: Instant;
}

const fetchSize = 5_000;
const counted = [
  'case.opened',
  'case.accepted',
  'case.not-accepted',
  'case.correction-asked',
  'case.decided',
  'case.closed',
];

/** By effective time: recorded for a live source, the log's own for a replayed one. Events of parts may mean any of these. */
const text = `SELECT * FROM (
    SELECT j.city, j.case_id, j.type, j.data, CASE WHEN j.historic THEN j.occurred_at ELSE j.recorded_at END AS at,
      c.organ_id, c.item_id, c.item_version, c.number, c.opened_at
    FROM journal j JOIN cases c ON c.city = j.city AND c.id = j.case_id
    WHERE (j.type = ANY($1::text[]) OR j.type NOT LIKE 'case.%' AND j.type NOT LIKE 'correction.%')
  ) x WHERE at >= $2::timestamptz AND at < $3::timestamptz AND item_id NOT IN (SELECT id FROM item WHERE code = $4)`;

const zone = zoneOf('Asia/Shanghai');

/** First instants of a month such as `2026-10` and of the one after it, in Chinese time. */
export function boundsOf(month: string): { from: Instant; to: Instant } {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return {
    from: zone.instantOf(Date.UTC(year, number - 1, 1)),
    to: zone.instantOf(Date.UTC(year, number, 1)),
  };
}

/** The month that ended last, `days` days after its end at the earliest. */
export function lastMonth(now: Instant, days: number): string {
  const day = new Date(zone.localOf(now) - days * 86_400_000);
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

/**
 * What happened in a month at every organ and in every item, read from the journal in one snapshot. Memory holds the counts
 * and the times of the cases that were closed.
 */
export async function readMonth(spine: Spine, month: string): Promise<OrganCounts[]> {
  const { from, to } = boundsOf(month);
  const counts = new MonthCounts();
  await inTransaction(
    spine.pool,
    async (client) => {
      await client.query(`DECLARE month_events NO SCROLL CURSOR FOR ${text}`, [
        counted,
        toRfc3339(from),
        toRfc3339(to),
        peerRatesItem.code,
      ]);
      for (;;) {
        const { rows } = await client.query<Row>(`FETCH ${fetchSize} FROM month_events`);
        for (const row of rows) count(spine, counts, row);
        if (rows.length < fetchSize) break;
      }
    },
    'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY',
  );
  return counts.all();
}

function count({ registry }: Spine, counts: MonthCounts, row: Row): void {
  const meaning = meaningOf(row.type, row.data);
  if (!meaning) return;
  const item = registry.itemVersion(row.item_id, row.item_version);
  counts.add({
    organ: registry.organById(row.organ_id).code,
    item: baseKeyOf(item),
    level: item.level,
    caseKey: `${row.city}-${row.case_id}`,
    number: row.number,
    type: meaning.type,
    ...(meaning.type === 'case.decided' && { outcome: meaning.data.outcome }),
    since: row.at - row.opened_at,
  });
}
