import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import { Conditions } from '#spine/conditions';
import { subtreeRange } from '#spine/regions/region-codes';
import type { TicketState } from '../tickets/ticket.ts';

/** A request as it came by the interface, beside its ticket. */
export interface NewRequest {
  city: number;
  caseId: number;
  number: string;
  clientId: number;
  serviceCode: string;
  latitude: number | null;
  longitude: number | null;
  addressId: string | null;
  mediaUrl: string | null;
  requestedAt: Instant;
  confidential: boolean;
}

export async function insertRequest(db: Queries, one: NewRequest): Promise<void> {
  await db.query(
    `INSERT INTO hotline_open311_request (city, case_id, number, client_id, service_code, latitude, longitude, address_id,
       media_url, requested_at, confidential)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      one.city,
      one.caseId,
      one.number,
      one.clientId,
      one.serviceCode,
      one.latitude,
      one.longitude,
      one.addressId,
      one.mediaUrl,
      toRfc3339(one.requestedAt),
      one.confidential,
    ],
  );
}

/** A request with its ticket as it stands. */
export interface StoredRequest {
  city: number;
  caseId: number;
  number: string;
  /** The category that the ticket has now, which an agent may have corrected. */
  state: TicketState;
  content: string;
  address: string;
  latitude: number | null;
  longitude: number | null;
  addressId: string | null;
  mediaUrl: string | null;
  requestedAt: Instant;
  lastAt: Instant;
  dueAt: Instant | null;
}

export interface RequestFilter {
  /** Overrides everything else. */
  numbers?: readonly string[];
  services?: readonly string[];
  statuses?: readonly ('open' | 'closed')[];
  from?: Instant;
  until?: Instant;
  region?: string;
  page: number;
  pageSize: number;
}

interface Row {
  city: number;
  case_id: number;
  number: string;
  state: TicketState;
  content: string;
  address: string;
  latitude: number | null;
  longitude: number | null;
  address_id: string | null;
  media_url: string | null;
  requested_at: Instant;
  last_at: Instant;
  due_at: Instant | null;
}

function conditionsOf(filter: RequestFilter): Conditions {
  const where = new Conditions().add(() => 'NOT r.confidential');
  const { numbers, services, statuses, from, until, region } = filter;
  if (numbers) return where.add((p) => `r.number = ANY(${p(numbers)}::text[])`);
  if (services) where.add((p) => `p.state ->> 'category' = ANY(${p(services)}::text[])`);
  if (statuses?.length === 1)
    where.add(() => `c.ended_at IS ${statuses[0] === 'open' ? 'NULL' : 'NOT NULL'}`);
  if (from !== undefined) where.add((p) => `r.requested_at >= ${p(toRfc3339(from))}::timestamptz`);
  if (until !== undefined) where.add((p) => `r.requested_at <= ${p(toRfc3339(until))}::timestamptz`);
  if (region) {
    const range = subtreeRange(region);
    where.add((p) => `c.region BETWEEN ${p(range.from)}::int8 AND ${p(range.to)}::int8`);
  }
  return where;
}

/** Requests that came by the interface, the newest first; confidential ones never. */
export async function findRequests(db: Queries, filter: RequestFilter): Promise<StoredRequest[]> {
  const where = conditionsOf(filter);
  const { page, pageSize } = filter;
  const { rows } = await db.query<Row>(
    `SELECT r.city, r.case_id, r.number, p.state, t.content, t.address, r.latitude, r.longitude, r.address_id, r.media_url,
       r.requested_at, c.last_at, k.due_at
     FROM hotline_open311_request r
     JOIN cases c ON c.city = r.city AND c.id = r.case_id
     JOIN part_state p ON p.city = r.city AND p.case_id = r.case_id
     JOIN hotline_ticket t ON t.city = r.city AND t.case_id = r.case_id
     LEFT JOIN clock k ON k.city = r.city AND k.case_id = r.case_id
     ${where.where} ORDER BY r.requested_at DESC, r.number DESC
     LIMIT ${where.value(pageSize)} OFFSET ${where.value((page - 1) * pageSize)}`,
    where.values,
  );
  return rows.map((row) => ({
    city: row.city,
    caseId: row.case_id,
    number: row.number,
    state: row.state,
    content: row.content,
    address: row.address,
    latitude: row.latitude,
    longitude: row.longitude,
    addressId: row.address_id,
    mediaUrl: row.media_url,
    requestedAt: row.requested_at,
    lastAt: row.last_at,
    dueAt: row.due_at,
  }));
}
