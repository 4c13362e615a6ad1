import type { z } from 'zod';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { TicketRow } from '#contract/hotline/ticket-parts';
import { type ticketsApi, ticketTabs } from '#contract/hotline/tickets';
import type { Bilingual } from '#contract/text';
import { addDays, Conditions, containing } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import type { View } from '#spine/identity/view';
import { addReach } from '#spine/identity/reach-conditions';
import { formatKey, parseKey } from '#spine/keys';
import { subtreeRange } from '#spine/regions/region-codes';
import { categoryName, withBelow } from './categories.ts';
import { isExcluded, isLate, lead, measureSql } from './measures.ts';
import type { TicketState } from './ticket.ts';

type Filter = z.output<NonNullable<typeof ticketsApi.listTickets.query>>;
type Tab = (typeof ticketTabs)[number];

const tabOf: Record<string, Tab> = {
  received: 'to-sort',
  returning: 'returning',
  dispatched: 'handling',
  handling: 'handling',
  joined: 'handling',
  feedback: 'to-check',
  callback: 'to-call-back',
  supervising: 'to-supervise',
  closed: 'ended',
  archived: 'ended',
  withdrawn: 'ended',
};
const statusesOf = (tab: Tab) => Object.keys(tabOf).filter((status) => tabOf[status] === tab);
const openStatuses = Object.keys(tabOf).filter((status) => tabOf[status] !== 'ended');

interface Row {
  city: number;
  id: number;
  number: string;
  state: TicketState;
  region_zh: string;
  region_en: string;
  lead_name: Bilingual | null;
  opened_at: Instant;
  due_at: Instant | null;
  late: boolean;
  demonstration: boolean;
}

const from = `part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id`;
const lateSql = (now: string) =>
  `(c.late OR (c.ended_at IS NULL AND coalesce(k.due_at < ${now}::timestamptz, false)))`;
const select = (
  now: string,
) => `SELECT c.city, c.id, c.number, p.state, r.name_zh AS region_zh, r.name_en AS region_en,
  (SELECT o.content -> 'name' FROM organ o WHERE o.code = ${lead} ->> 'organ') AS lead_name,
  c.opened_at, k.due_at, s.demonstration, ${lateSql(now)} AS late`;
const joins = `JOIN source s ON s.id = c.source_id JOIN region r ON r.code = c.region
  LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id`;
const rowsFirst = `(p.state ->> 'emergency')::boolean DESC`;

function toRow(row: Row): TicketRow {
  const { state } = row;
  return {
    id: formatKey(row.city, row.id),
    number: row.number,
    title: state.title,
    kind: state.kind,
    channel: state.channel,
    category: state.category,
    categoryName: categoryName(state.category),
    status: state.status,
    emergency: state.emergency,
    confidential: state.confidential,
    region: state.region,
    regionName: { zh: row.region_zh, en: row.region_en },
    organName: row.lead_name,
    openedAt: toRfc3339(row.opened_at),
    dueAt: toRfc3339OrNull(row.due_at),
    late: row.late,
    redos: state.redos,
    reminders: state.reminders,
    supervisor: state.supervision?.person ?? null,
    excluded: state.exclusion?.approved ?? false,
    demonstration: row.demonstration,
  };
}

function addPlace(where: Conditions, { region }: Filter): void {
  if (!region) return;
  const { from: low, to } = subtreeRange(region);
  where.add((p) => `p.region BETWEEN ${p(low)}::int8 AND ${p(to)}::int8`);
}

/** What a rate counts, by the very conditions that it is counted by. */
function addMeasure(where: Conditions, { measure, good, organ }: Filter, now: Instant): void {
  if (organ) where.add((p) => `${lead} ->> 'organ' = ${p(organ)}`);
  if (!measure) return;
  where.add(() => `NOT ${isExcluded}`);
  where.add((p) => (measure === 'response' ? measureSql.response.of(p(now)) : measureSql[measure].of()));
  if (good) where.add(() => `${good === 'true' ? '' : 'NOT '}(${measureSql[measure].good})`);
}

function conditionsOf(filter: Filter, reach: Reach, now: Instant): Conditions {
  const where = new Conditions().add(() => `p.part = 'hotline/tickets'`);
  addReach(where, reach, 'p');
  addPlace(where, filter);
  addMeasure(where, filter, now);
  const { search, category, about } = filter;
  if (search)
    where.add(
      (
        p,
      ) => `(c.number = ${p(search)} OR EXISTS (SELECT FROM hotline_ticket t WHERE t.city = c.city AND t.case_id = c.id
        AND (t.title || ' ' || t.content) ILIKE ${p(containing(search))}))`,
    );
  if (category) where.add((p) => `p.state ->> 'category' = ANY(${p(withBelow(category))}::text[])`);
  for (const name of ['kind', 'channel'] as const) {
    const value = filter[name];
    if (value) where.add((p) => `p.state ->> '${name}' = ${p(value)}`);
  }
  if (filter.status?.length) where.add((p) => `p.state ->> 'status' = ANY(${p(filter.status)}::text[])`);
  if (filter.emergency) where.add((p) => `p.state ->> 'emergency' = ${p(filter.emergency)}`);
  if (filter.supervised) where.add(() => `p.state -> 'supervision' <> 'null'`);
  if (filter.referred) where.add(() => `p.state -> 'referral' <> 'null'`);
  if (filter.excluded) where.add(() => isExcluded);
  if (filter.late) where.add((p) => isLate(p(toRfc3339(now))));
  if (about) {
    const { city, id } = parseKey(about, 'about');
    where.add(
      (p) =>
        `p.state -> 'about' <> 'null' AND p.state #>> '{about,city}' = ${p(String(city))} AND p.state #>> '{about,id}' = ${p(String(id))}`,
    );
  }
  addDays(where, 'p.opened_at', filter.from, filter.to);
  return where;
}

/** How many there are under each tab of what is to be done; what has ended is not counted each time. */
async function countsOf(db: Queries, filter: Filter, reach: Reach, now: Instant) {
  const where = conditionsOf(filter, reach, now).add(
    (p) => `p.state ->> 'status' = ANY(${p(openStatuses)}::text[])`,
  );
  const { rows } = await db.query<{ status: string; n: number }>(
    `SELECT p.state ->> 'status' AS status, count(*)::int AS n FROM ${from} ${where.where} GROUP BY 1`,
    where.values,
  );
  const counts: Partial<Record<Tab, number>> = {};
  for (const tab of ticketTabs) if (tab !== 'ended') counts[tab] = 0;
  for (const { status, n } of rows) counts[tabOf[status]!] = (counts[tabOf[status]!] ?? 0) + n;
  return counts;
}

/** One page of the tickets within a reach: emergencies first, then what is due first; what has ended, newest first. */
export async function listTickets(db: Queries, reach: Reach, filter: Filter, now: Instant) {
  const counts = await countsOf(db, filter, reach, now);
  const { page, pageSize, tab } = filter;
  const where = conditionsOf(filter, reach, now);
  if (tab !== 'all') where.add((p) => `p.state ->> 'status' = ANY(${p(statusesOf(tab))}::text[])`);
  const { rows: count } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${from} ${where.where}`,
    where.values,
  );
  const open = tab !== 'all' && tab !== 'ended';
  const order = `${open ? `${rowsFirst}, k.due_at NULLS LAST` : 'p.opened_at DESC'}, p.case_id DESC`;
  const present = where.value(toRfc3339(now));
  const { rows } = await db.query<Row>(
    `WITH page AS MATERIALIZED (SELECT c.city, c.id FROM ${from}
       LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id ${where.where}
       ORDER BY ${order} LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize})
     ${select(present)} FROM page JOIN cases c USING (city, id) JOIN part_state p ON p.city = c.city AND p.case_id = c.id ${joins}
     ORDER BY ${order}`,
    where.values,
  );
  return { rows: rows.map(toRow), counts, total: count[0]!.n, page, pageSize };
}

/** Rows of tickets by their keys, in the order asked for; what is out of reach is left out. */
export async function ticketRows(
  { db, reaches }: Pick<View, 'db' | 'reaches'>,
  keys: readonly { city: number; id: number }[],
  now: Instant,
): Promise<TicketRow[]> {
  if (keys.length === 0) return [];
  const where = new Conditions().add(() => `p.part = 'hotline/tickets'`);
  addReach(where, reaches.cases, 'p');
  const present = where.value(toRfc3339(now));
  const cities = where.value(keys.map(({ city }) => city));
  const ids = where.value(keys.map(({ id }) => id));
  const { rows } = await db.query<Row>(
    `${select(present)} FROM unnest(${cities}::int2[], ${ids}::int8[]) AS wanted (city, id)
     JOIN cases c ON c.city = wanted.city AND c.id = wanted.id
     JOIN part_state p ON p.city = c.city AND p.case_id = c.id ${joins} ${where.where}`,
    where.values,
  );
  const byKey = new Map(rows.map((row) => [formatKey(row.city, row.id), toRow(row)]));
  return keys.flatMap(({ city, id }) => byKey.get(formatKey(city, id)) ?? []);
}

/** One page of tickets of people, newest first. Whose they are the caller knows. */
export async function listOwn(
  view: Pick<View, 'db' | 'reaches'>,
  people: readonly number[],
  { page, pageSize }: { page: number; pageSize: number },
  now: Instant,
) {
  const of = `${from} WHERE p.part = 'hotline/tickets' AND c.person_id = ANY($1::int8[])`;
  const { rows: keys } = await view.db.query<{ city: number; id: number; total: number }>(
    `SELECT c.city, c.id, count(*) OVER ()::int AS total FROM ${of}
     ORDER BY c.opened_at DESC, c.id DESC LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    [people],
  );
  return { rows: await ticketRows(view, keys, now), total: keys[0]?.total ?? 0, page, pageSize };
}
