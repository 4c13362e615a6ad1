import type { Coverage } from '#contract/services/points';
import { dateText } from '#spine/calendar/civil-date';
import { formatKey } from '#spine/keys';
import { subtreeRange } from '#spine/regions/region-codes';
import type { Spine } from '#spine/spine';
import { civilDayOf } from '../points/opening.ts';
import { queueRules } from './queue-rules.ts';
import { countLongWaits } from './tickets/store.ts';

const minuteMs = 60_000;
/** Points named on the board; the counts are of all. */
const named = 20;

/**
 * What waits in the queues of a division now, and what waits longer than the limit. A clue for whoever looks at the board:
 * a ticket is no case, so there is no clock, no alert and no correction (docs/decisions/0024).
 */
export async function waitingOf(spine: Spine, region: string): Promise<Coverage['waiting']> {
  const now = spine.now();
  const limitMinutes = queueRules.waitLimitMinutes;
  const today = dateText(civilDayOf(now, 'Asia/Shanghai'));
  const rows = await countLongWaits(spine.pool, subtreeRange(region), today, now - limitMinutes * minuteMs);
  const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0);
  return {
    tickets: sum(({ waiting }) => waiting),
    overLimit: sum(({ over }) => over),
    limitMinutes,
    points: rows
      .filter(({ over }) => over > 0)
      .slice(0, named)
      .map(({ city, pointId, zh, en, over, since }) => ({
        point: formatKey(city, pointId),
        name: { zh, en },
        overLimit: over,
        longestMinutes: Math.floor((now - since) / minuteMs),
      })),
  };
}
