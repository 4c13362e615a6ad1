import type { z } from 'zod';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { AssignmentRow, ticketsApi } from '#contract/hotline/tickets';
import type { Bilingual } from '#contract/text';
import { Conditions, containing } from '#spine/conditions';
import type { Reach } from '#spine/identity/permission';
import { addReach } from '#spine/identity/reach-conditions';
import { formatKey } from '#spine/keys';
import type { Assignment } from './assignment.ts';

type Filter = z.output<NonNullable<typeof ticketsApi.listAssignments.query>>;

interface Row {
  city: number;
  id: number;
  title: string;
  state: Assignment;
  organ_name: Bilingual;
  region_zh: string;
  region_en: string;
  opened_at: Instant;
  due_at: Instant | null;
  late: boolean;
  demonstration: boolean;
}

const from = `part_state p JOIN cases c ON c.city = p.city AND c.id = p.case_id`;
const openStatuses = ['dispatched', 'handling', 'returning'];

function toRow({ state, ...row }: Row): AssignmentRow {
  return {
    id: formatKey(row.city, row.id),
    ticketNumber: state.ticket.number,
    title: row.title,
    role: state.role,
    status: state.status,
    emergency: state.emergency,
    confidential: state.confidential,
    organName: row.organ_name,
    regionName: { zh: row.region_zh, en: row.region_en },
    handler: state.handler,
    openedAt: toRfc3339(row.opened_at),
    dueAt: toRfc3339OrNull(row.due_at),
    late: row.late,
    sentBack: state.sentBack !== null,
    reminders: state.reminders.filter(({ answer }) => answer === null).length,
    demonstration: row.demonstration,
  };
}

/** One page of what has been sent to the organs within a reach: emergencies first, then what is due first. */
export async function listAssignments(db: Queries, reach: Reach, filter: Filter, now: Instant) {
  const where = new Conditions().add(() => `p.part = 'hotline/assignments'`);
  addReach(where, reach, 'p');
  if (filter.status?.length) where.add((p) => `p.state ->> 'status' = ANY(${p(filter.status)}::text[])`);
  if (filter.open)
    where.add(
      (p) =>
        `${filter.open === 'true' ? '' : 'NOT '}(p.state ->> 'status' = ANY(${p(openStatuses)}::text[]))`,
    );
  if (filter.organ) where.add((p) => `p.state ->> 'organ' = ${p(filter.organ)}`);
  const { search, page, pageSize } = filter;
  if (search)
    where.add((p) => `(c.number ILIKE ${p(containing(search))} OR c.title ILIKE ${p(containing(search))})`);
  const count = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${from} ${where.where}`,
    where.values,
  );
  const present = where.value(toRfc3339(now));
  const { rows } = await db.query<Row>(
    `SELECT c.city, c.id, c.title, p.state, o.content -> 'name' AS organ_name, r.name_zh AS region_zh, r.name_en AS region_en,
       c.opened_at, k.due_at, s.demonstration,
       (c.late OR (c.ended_at IS NULL AND coalesce(k.due_at < ${present}::timestamptz, false))) AS late
     FROM ${from} JOIN source s ON s.id = c.source_id JOIN organ o ON o.id = c.organ_id JOIN region r ON r.code = c.region
     LEFT JOIN clock k ON k.city = c.city AND k.case_id = c.id ${where.where}
     ORDER BY (p.state ->> 'status' = ANY(ARRAY['dispatched', 'handling', 'returning'])) DESC,
       (p.state ->> 'emergency')::boolean DESC, k.due_at NULLS LAST, c.id DESC
     LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    where.values,
  );
  return { rows: rows.map(toRow), total: count.rows[0]!.n, page, pageSize };
}
