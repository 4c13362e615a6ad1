import type { Queries } from '#base/db';
import { Conditions } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { rangeOf } from '#spine/identity/reach-setting';
import { subtreeRange } from '#spine/regions/region-codes';
import { ticketQuery } from './ticket-words.ts';

export interface Searched {
  search: string;
  region?: string;
  /** At most so many; one more is looked for to know whether there are more. */
  most: number;
}

/** Tickets within a reach: by their own place, and for a reach by organ by the organ of their case. */
function addTicketReach(where: Conditions, { everything, regions, organs }: Reach): void {
  if (everything) return;
  where.add((p) => {
    const within = (prefix: string) => {
      const { from, to } = rangeOf(prefix);
      const city = prefix.length >= 4 ? `t.city = ${p(Number(prefix.slice(0, 4)))} AND ` : '';
      return `${city}t.region BETWEEN ${p(from)}::int8 AND ${p(to)}::int8`;
    };
    const parts = [
      ...regions.map((prefix) => `(${within(prefix)})`),
      ...organs.map(
        ({ organId, region }) => `(${within(region)} AND EXISTS (SELECT FROM cases c WHERE c.city = t.city
          AND c.id = t.case_id AND c.organ_id = ${p(organId)}))`,
      ),
    ];
    return parts.length > 0 ? `(${parts.join(' OR ')})` : 'false';
  });
}

/**
 * Tickets in which everything stands that was typed, the newest first, within a reach; or the one of that number. Asked by the
 * application and narrowed by it, since PostgreSQL uses no index of words below the policy of a reader: `@@` is not leakproof.
 */
export async function searchTickets(
  db: Queries,
  reach: Reach,
  { search, region, most }: Searched,
): Promise<{ keys: { city: number; id: number }[]; more: boolean }> {
  const typed = search.trim();
  const words = ticketQuery(typed);
  if (!words) return { keys: [], more: false };
  const where = new Conditions().add(() => 't.case_id IS NOT NULL');
  if (/^HL\d{14,}$/i.test(typed)) where.add((p) => `t.number = ${p(typed.toUpperCase())}`);
  else where.add((p) => `t.words @@ ${p(words)}::tsquery`);
  addTicketReach(where, reach);
  if (region) {
    const { from, to } = subtreeRange(region);
    where.add((p) => `t.region BETWEEN ${p(from)}::int8 AND ${p(to)}::int8`);
  }
  const { rows } = await db.query<{ city: number; id: number }>(
    `SELECT t.city, t.case_id AS id FROM hotline_ticket t ${where.where}
     ORDER BY t.received_at DESC LIMIT ${where.value(most + 1)}`,
    where.values,
  );
  return { keys: rows.slice(0, most), more: rows.length > most };
}
