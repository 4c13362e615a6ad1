import type { Queries } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { TicketPriority, TicketState } from '#contract/services/queue';

/** A point on a civil day: numbers begin anew each day. */
export interface DayAtPoint {
  city: number;
  pointId: number;
  day: string;
}

export interface StoredTicket extends DayAtPoint {
  id: number;
  letter: string;
  number: number;
  /** Letter of the queue that it stands in. */
  queue: string;
  state: TicketState;
  priority: TicketPriority;
  item: string | null;
  issuedAt: Instant;
  queuedAt: Instant;
  rankAt: Instant;
  transferred: boolean;
  windowCode: string | null;
  calls: number;
  rating: number | null;
}

interface TicketSqlRow {
  city: number;
  id: number;
  point_id: number;
  day: string;
  letter: string;
  number: number;
  queue: string;
  state: TicketState;
  priority: TicketPriority;
  item: string | null;
  issued_at: Instant;
  queued_at: Instant;
  rank_at: Instant;
  transferred: boolean;
  window_code: string | null;
  calls: number;
  rating: number | null;
}
const columns = `t.city, t.id, t.point_id, t.day, t.letter, t.number, t.queue, t.state, t.priority, t.item, t.issued_at, t.queued_at,
  t.rank_at, t.transferred, t.window_code, t.calls, t.rating`;

const toTicket = (row: TicketSqlRow): StoredTicket => ({
  city: row.city,
  id: row.id,
  pointId: row.point_id,
  day: row.day,
  letter: row.letter,
  number: row.number,
  queue: row.queue,
  state: row.state,
  priority: row.priority,
  item: row.item,
  issuedAt: row.issued_at,
  queuedAt: row.queued_at,
  rankAt: row.rank_at,
  transferred: row.transferred,
  windowCode: row.window_code,
  calls: row.calls,
  rating: row.rating,
});

/** Hands out the next number of a letter. Numbers of a day have no gaps: one that is rolled back is given to the next. */
export async function insertTicket(
  client: Queries,
  { city, pointId, day }: DayAtPoint,
  given: {
    letter: string;
    priority: TicketPriority;
    item: string | null;
    appointmentId: number | null;
    codeHash: Buffer;
    now: Instant;
    rankAt: Instant;
  },
): Promise<void> {
  await client.query(
    `WITH next AS (
       INSERT INTO services_ticket_counter (city, point_id, day, letter, last) VALUES ($1, $2, $3, $4, 1)
       ON CONFLICT (city, point_id, day, letter) DO UPDATE SET last = services_ticket_counter.last + 1 RETURNING last
     )
     INSERT INTO services_ticket (city, point_id, day, letter, number, queue, state, priority, appointment_id, item, code_hash, issued_at, queued_at, rank_at)
     SELECT $1, $2, $3, $4, last, $4, 'waiting', $5, $6, $7, $8, $9, $9, $10 FROM next`,
    [
      city,
      pointId,
      day,
      given.letter,
      given.priority,
      given.appointmentId,
      given.item,
      given.codeHash,
      toRfc3339(given.now),
      toRfc3339(given.rankAt),
    ],
  );
}

export async function findTicket(
  db: Queries,
  codeHash: Buffer,
  { lock = false } = {},
): Promise<StoredTicket | undefined> {
  const { rows } = await db.query<TicketSqlRow>(
    `SELECT ${columns} FROM services_ticket t WHERE t.code_hash = $1 ${lock ? 'FOR UPDATE' : ''}`,
    [codeHash],
  );
  return rows[0] && toTicket(rows[0]);
}

/** Tickets that a queue calls before one that stands in it. */
export async function countAhead(db: Queries, ticket: StoredTicket): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM services_ticket
     WHERE city = $1 AND point_id = $2 AND day = $3 AND queue = $4 AND state = 'waiting' AND (rank_at, id) < ($5::timestamptz, $6)`,
    [ticket.city, ticket.pointId, ticket.day, ticket.queue, toRfc3339(ticket.rankAt), ticket.id],
  );
  return rows[0]!.n;
}

/** In the order in which they are called. */
export async function listWaiting(
  db: Queries,
  { city, pointId, day }: DayAtPoint,
  queue: string,
  most: number,
): Promise<{ tickets: StoredTicket[]; total: number }> {
  const { rows } = await db.query<TicketSqlRow & { total: number }>(
    `SELECT ${columns}, count(*) OVER ()::int AS total FROM services_ticket t
     WHERE t.city = $1 AND t.point_id = $2 AND t.day = $3 AND t.queue = $4 AND t.state = 'waiting'
     ORDER BY t.rank_at, t.id LIMIT $5`,
    [city, pointId, day, queue, most],
  );
  return { tickets: rows.map(toTicket), total: rows[0]?.total ?? 0 };
}

/** Tickets of a queue that did not come when they were called, the newest first. */
export async function listSkipped(
  db: Queries,
  { city, pointId, day }: DayAtPoint,
  queue: string,
): Promise<StoredTicket[]> {
  const { rows } = await db.query<TicketSqlRow>(
    `SELECT ${columns} FROM services_ticket t
     WHERE t.city = $1 AND t.point_id = $2 AND t.day = $3 AND t.queue = $4 AND t.state = 'skipped' ORDER BY t.id DESC LIMIT 50`,
    [city, pointId, day, queue],
  );
  return rows.map(toTicket);
}

/** The ticket that a window serves now. */
export async function findServed(
  db: Queries,
  { city, pointId, day }: DayAtPoint,
  windowCode: string,
): Promise<StoredTicket | undefined> {
  const { rows } = await db.query<TicketSqlRow>(
    `SELECT ${columns} FROM services_ticket t
     WHERE t.city = $1 AND t.point_id = $2 AND t.day = $3 AND t.window_code = $4 AND t.state = 'called'`,
    [city, pointId, day, windowCode],
  );
  return rows[0] && toTicket(rows[0]);
}

/** How many wait in each queue of a point. */
export async function countWaiting(
  db: Queries,
  { city, pointId, day }: DayAtPoint,
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ queue: string; n: number }>(
    `SELECT queue, count(*)::int AS n FROM services_ticket
     WHERE city = $1 AND point_id = $2 AND day = $3 AND state = 'waiting' GROUP BY queue`,
    [city, pointId, day],
  );
  return new Map(rows.map(({ queue, n }) => [queue, n]));
}

/** The ticket that is to be called next. One that another window is just taking is passed over. */
export async function lockNext(
  client: Queries,
  { city, pointId, day }: DayAtPoint,
  queue: string,
): Promise<StoredTicket | undefined> {
  const { rows } = await client.query<TicketSqlRow>(
    `SELECT ${columns} FROM services_ticket t
     WHERE t.city = $1 AND t.point_id = $2 AND t.day = $3 AND t.queue = $4 AND t.state = 'waiting'
     ORDER BY t.rank_at, t.id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    [city, pointId, day, queue],
  );
  return rows[0] && toTicket(rows[0]);
}

/** A skipped ticket of a queue by its number within the city. */
export async function lockSkipped(
  client: Queries,
  { city, pointId, day }: DayAtPoint,
  queue: string,
  id: number,
): Promise<StoredTicket | undefined> {
  const { rows } = await client.query<TicketSqlRow>(
    `SELECT ${columns} FROM services_ticket t WHERE t.city = $1 AND t.id = $5 AND t.point_id = $2 AND t.day = $3 AND t.queue = $4
       AND t.state = 'skipped' FOR UPDATE`,
    [city, pointId, day, queue, id],
  );
  return rows[0] && toTicket(rows[0]);
}

/** Gives a ticket to a window and begins a turn. `queuedAt`: since when it has waited for this. */
export async function beginTurn(
  client: Queries,
  ticket: StoredTicket,
  by: { windowCode: string; accountId: number; actor: string; now: Instant; queuedAt: Instant },
): Promise<void> {
  const now = toRfc3339(by.now);
  await client.query(
    `WITH given AS (
       UPDATE services_ticket SET state = 'called', window_code = $3, calls = 1 WHERE city = $1 AND id = $2
       RETURNING city, id, point_id, queue, day
     )
     INSERT INTO services_turn (city, ticket_id, turn, point_id, window_code, queue, day, account_id, actor, queued_at, called_at, last_call_at)
     SELECT city, id, (SELECT coalesce(max(turn), 0) + 1 FROM services_turn WHERE city = $1 AND ticket_id = $2),
       point_id, $3, queue, day, $4, $5, $6, $7, $7 FROM given`,
    [ticket.city, ticket.id, by.windowCode, by.accountId, by.actor, toRfc3339(by.queuedAt), now],
  );
}

/** Calls the served ticket once more. */
export async function callAgain(client: Queries, { city, id }: StoredTicket, now: Instant): Promise<void> {
  await client.query(
    `WITH again AS (UPDATE services_ticket SET calls = calls + 1 WHERE city = $1 AND id = $2)
     UPDATE services_turn SET last_call_at = $3 WHERE city = $1 AND ticket_id = $2 AND outcome IS NULL`,
    [city, id, toRfc3339(now)],
  );
}

/** Ends the turn of a served ticket: it is done, was skipped, or waits in another queue. */
export async function endTurn(
  client: Queries,
  { city, id }: StoredTicket,
  now: Instant,
  end: { outcome: 'done' | 'skipped' } | { outcome: 'transferred'; queue: string; rankAt: Instant },
): Promise<void> {
  await client.query(
    `UPDATE services_turn SET ended_at = $3, outcome = $4 WHERE city = $1 AND ticket_id = $2 AND outcome IS NULL`,
    [city, id, toRfc3339(now), end.outcome],
  );
  if (end.outcome !== 'transferred') {
    await client.query('UPDATE services_ticket SET state = $3 WHERE city = $1 AND id = $2', [
      city,
      id,
      end.outcome,
    ]);
    return;
  }
  await client.query(
    `UPDATE services_ticket SET state = 'waiting', queue = $3, window_code = NULL, calls = 0, transferred = true, queued_at = $4, rank_at = $5
     WHERE city = $1 AND id = $2`,
    [city, id, end.queue, toRfc3339(now), toRfc3339(end.rankAt)],
  );
}

export async function markLeft(client: Queries, { city, id }: StoredTicket): Promise<void> {
  await client.query(`UPDATE services_ticket SET state = 'left' WHERE city = $1 AND id = $2`, [city, id]);
}

export async function markRated(client: Queries, { city, id }: StoredTicket, stars: number): Promise<void> {
  await client.query('UPDATE services_ticket SET rating = $3 WHERE city = $1 AND id = $2', [city, id, stars]);
}

export interface WindowSeat {
  windowCode: string;
  state: 'open' | 'paused' | 'closed';
  accountId: number;
  actor: string;
}

/** Who sits at the windows of a point today; a seat of another day is none. */
export async function listSeats(db: Queries, { city, pointId, day }: DayAtPoint): Promise<WindowSeat[]> {
  const { rows } = await db.query<{
    window_code: string;
    state: WindowSeat['state'];
    account_id: number;
    actor: string;
  }>(
    'SELECT window_code, state, account_id, actor FROM services_window_seat WHERE city = $1 AND point_id = $2 AND day = $3',
    [city, pointId, day],
  );
  return rows.map(({ window_code, state, account_id, actor }) => ({
    windowCode: window_code,
    state,
    accountId: account_id,
    actor,
  }));
}

/** Whoever acts at a window waits for whoever acts there already, until the transaction ends. */
export async function lockWindow(client: Queries, place: DayAtPoint, windowCode: string): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 24))', [
    `window ${place.city}-${place.pointId} ${windowCode}`,
  ]);
}

export async function saveSeat(
  client: Queries,
  { city, pointId, day }: DayAtPoint,
  seat: WindowSeat,
  now: Instant,
): Promise<void> {
  await client.query(
    `INSERT INTO services_window_seat (city, point_id, window_code, state, account_id, actor, day, since)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (city, point_id, window_code) DO UPDATE
     SET state = excluded.state, account_id = excluded.account_id, actor = excluded.actor, day = excluded.day, since = excluded.since`,
    [city, pointId, seat.windowCode, seat.state, seat.accountId, seat.actor, day, toRfc3339(now)],
  );
}

export async function countDone(
  db: Queries,
  { city, pointId, day }: DayAtPoint,
  windowCode: string,
): Promise<number> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM services_turn
     WHERE city = $1 AND point_id = $2 AND day = $3 AND window_code = $4 AND outcome = 'done'`,
    [city, pointId, day, windowCode],
  );
  return rows[0]!.n;
}

/** Median handling time of the last handled tickets of a queue, in minutes, and how many they are. */
export async function measurePace(
  db: Queries,
  { city, pointId, day }: DayAtPoint,
  queue: string,
  tickets: number,
): Promise<{ minutes: number; tickets: number } | null> {
  const { rows } = await db.query<{ minutes: number | null; n: number }>(
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY seconds) / 60 AS minutes, count(*)::int AS n FROM (
       SELECT extract(epoch FROM ended_at - called_at)::float8 AS seconds FROM services_turn
       WHERE city = $1 AND point_id = $2 AND day BETWEEN $3::date - 30 AND $3::date AND queue = $4 AND outcome = 'done'
       ORDER BY ended_at DESC LIMIT $5) last`,
    [city, pointId, day, queue, tickets],
  );
  const { minutes, n } = rows[0]!;
  return minutes === null ? null : { minutes, tickets: n };
}

export interface CalledNow {
  letter: string;
  number: number;
  windowCode: string;
  calls: number;
  lastCallAt: Instant;
}

/** Tickets that are at a window now, the newest call first. */
export async function listCalled(db: Queries, { city, pointId, day }: DayAtPoint): Promise<CalledNow[]> {
  const { rows } = await db.query<{
    letter: string;
    number: number;
    window_code: string;
    calls: number;
    last_call_at: Instant;
  }>(
    `SELECT t.letter, t.number, t.window_code, t.calls, u.last_call_at FROM services_ticket t
     JOIN services_turn u ON u.city = t.city AND u.ticket_id = t.id AND u.outcome IS NULL
     WHERE t.city = $1 AND t.point_id = $2 AND t.day = $3 AND t.state = 'called' ORDER BY u.last_call_at DESC LIMIT 12`,
    [city, pointId, day],
  );
  return rows.map(({ letter, number, window_code, calls, last_call_at }) => ({
    letter,
    number,
    windowCode: window_code,
    calls,
    lastCallAt: last_call_at,
  }));
}

/** Points of divisions with what waits there, those with the longest wait first. */
export async function countLongWaits(
  db: Queries,
  range: { from: string; to: string },
  day: string,
  limitBefore: Instant,
): Promise<
  { city: number; pointId: number; zh: string; en: string; waiting: number; over: number; since: Instant }[]
> {
  const { rows } = await db.query<{
    city: number;
    point_id: number;
    zh: string;
    en: string;
    waiting: number;
    over: number;
    since: Instant;
  }>(
    `SELECT p.city, p.id AS point_id, p.name_zh AS zh, p.name_en AS en, count(*)::int AS waiting,
       count(*) FILTER (WHERE t.queued_at < $4)::int AS over, min(t.queued_at) AS since
     FROM services_ticket t JOIN services_point p ON p.city = t.city AND p.id = t.point_id
     WHERE t.state = 'waiting' AND t.day = $3 AND p.region BETWEEN $1 AND $2 GROUP BY 1, 2, 3, 4 ORDER BY since`,
    [range.from, range.to, day, toRfc3339(limitBefore)],
  );
  return rows.map(({ point_id, ...row }) => ({ ...row, pointId: point_id }));
}

export interface WindowFigures {
  windowCode: string;
  turns: number;
  done: number;
  skipped: number;
  wait: [number, number] | null;
  handling: [number, number] | null;
  rating: number | null;
  ratings: number;
}

/** Median and 90th percentile of waiting and handling, in minutes, by window. */
export async function measureWindows(
  db: Queries,
  place: { city: number; pointId: number },
  days: { from: string; to: string },
): Promise<WindowFigures[]> {
  const minutes = (span: string) => `extract(epoch FROM ${span})::float8 / 60`;
  const { rows } = await db.query<{
    window_code: string;
    turns: number;
    done: number;
    skipped: number;
    wait: [number, number] | null;
    handling: [number, number] | null;
    rating: number | null;
    ratings: number;
  }>(
    `SELECT u.window_code, count(*)::int AS turns, count(*) FILTER (WHERE u.outcome = 'done')::int AS done,
       count(*) FILTER (WHERE u.outcome = 'skipped')::int AS skipped,
       percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${minutes('u.called_at - u.queued_at')}) AS wait,
       percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY ${minutes('u.ended_at - u.called_at')})
         FILTER (WHERE u.outcome = 'done') AS handling,
       avg(t.rating) FILTER (WHERE u.outcome = 'done')::float8 AS rating,
       count(t.rating) FILTER (WHERE u.outcome = 'done')::int AS ratings
     FROM services_turn u JOIN services_ticket t ON t.city = u.city AND t.id = u.ticket_id
     WHERE u.city = $1 AND u.point_id = $2 AND u.day BETWEEN $3 AND $4 GROUP BY u.window_code ORDER BY u.window_code`,
    [place.city, place.pointId, days.from, days.to],
  );
  return rows.map(({ window_code, ...row }) => ({ ...row, windowCode: window_code }));
}
