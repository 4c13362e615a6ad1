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

/** So many of the newest are gone through first. */
const newest = 5_000;

/** The one city that all of a reach and a region lies in, where there is one. */
function cityOf({ everything, regions, organs }: Reach, region: string | undefined): number | undefined {
  const prefixes = everything ? [] : [...regions, ...organs.map((one) => one.region)];
  const cities = new Set([...(region ? [region] : []), ...prefixes].map((code) => code.slice(0, 4)));
  const [only] = cities;
  return cities.size === 1 && only!.length === 4 && !only!.endsWith('00') ? Number(only) : undefined;
}

/**
 * Tickets in which everything stands that was typed, the newest first, within a reach; or the one of that number. First among the
 * newest, where what is said everywhere is found at once; only what is too rare there is looked for by the index of words, which
 * would read every ticket of a frequent one. Asked by the application and narrowed by it, since PostgreSQL uses no index of words
 * below the policy of a reader: `@@` is not leakproof.
 */
export async function searchTickets(
  db: Queries,
  reach: Reach,
  searched: Searched,
): Promise<{ keys: { city: number; id: number }[]; more: boolean }> {
  const { search, region, most } = searched;
  const typed = search.trim();
  const words = ticketQuery(typed);
  if (!words) return { keys: [], more: false };
  const number = /^HL\d{14,}$/i.test(typed) ? typed.toUpperCase() : undefined;
  const ask = async (from: (where: Conditions) => string) => {
    const where = new Conditions().add(() => 't.case_id IS NOT NULL');
    const source = from(where);
    where.add((p) => (number === undefined ? `t.words @@ ${p(words)}::tsquery` : `t.number = ${p(number)}`));
    addTicketReach(where, reach);
    if (region) {
      const { from: low, to } = subtreeRange(region);
      where.add((p) => `t.region BETWEEN ${p(low)}::int8 AND ${p(to)}::int8`);
    }
    const { rows } = await db.query<{ city: number; id: number }>(
      `SELECT t.city, t.case_id AS id FROM ${source} t ${where.where}
       ORDER BY t.received_at DESC LIMIT ${where.value(most + 1)}`,
      where.values,
    );
    return rows;
  };
  const city = cityOf(reach, region);
  const lately = (where: Conditions) =>
    `(SELECT * FROM hotline_ticket ${city === undefined ? '' : `WHERE city = ${where.value(city)}`}
      ORDER BY received_at DESC LIMIT ${newest})`;
  const among = number === undefined ? await ask(lately) : [];
  const rows = among.length > most ? among : await ask(() => 'hotline_ticket');
  return { keys: rows.slice(0, most), more: rows.length > most };
}
