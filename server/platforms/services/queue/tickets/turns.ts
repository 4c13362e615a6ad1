import type { z } from 'zod';
import type { Queries } from '#base/db';
import { type Instant, toRfc3339, toRfc3339OrNull } from '#base/time';
import type { queueApi, WindowTurn } from '#contract/services/queue';
import { Conditions } from '#spine/conditions';
import { formatKey } from '#spine/keys';
import { ratingCase } from '../ratings/rating-case.ts';
import { numberText } from './issue.ts';

export type TurnFilter = z.output<NonNullable<typeof queueApi.listTurns.query>>;

interface Row {
  city: number;
  ticket_id: number;
  turn: number;
  letter: string;
  number: number;
  window_code: string;
  queue: string;
  queued_at: Instant;
  called_at: Instant;
  ended_at: Instant | null;
  outcome: WindowTurn['outcome'];
  rating: number | null;
  case_city: number | null;
  case_id: number | null;
  total: number;
}

/**
 * One page of the turns at a point, the newest first. A ticket is rated for the turn in which it was done. `source`: of the cases by
 * which low ratings were put to an organ.
 */
export async function listTurns(
  db: Queries,
  point: { city: number; id: number },
  { page, pageSize, source, ...filter }: TurnFilter & { from: string; to: string; source: number },
): Promise<{
  rows: (Omit<WindowTurn, 'windowName' | 'groupName'> & { windowCode: string; queue: string })[];
  total: number;
}> {
  const rating = `CASE WHEN u.outcome = 'done' THEN t.rating END`;
  const where = new Conditions()
    .add((p) => `u.city = ${p(point.city)} AND u.point_id = ${p(point.id)}`)
    .add((p) => `u.day BETWEEN ${p(filter.from)} AND ${p(filter.to)}`);
  if (filter.window) where.add((p) => `u.window_code = ${p(filter.window)}`);
  if (filter.outcome) where.add((p) => `u.outcome = ${p(filter.outcome)}`);
  if (filter.rated) where.add(() => `${rating} IS NOT NULL`);
  if (filter.stars?.length) where.add((p) => `${rating} = ANY(${p(filter.stars)}::int[])`);
  const { rows } = await db.query<Row>(
    `SELECT u.city, u.ticket_id, u.turn, t.letter, t.number, u.window_code, u.queue, u.queued_at, u.called_at, u.ended_at, u.outcome,
       ${rating} AS rating, k.city AS case_city, k.id AS case_id, count(*) OVER ()::int AS total
     FROM services_turn u JOIN services_ticket t ON t.city = u.city AND t.id = u.ticket_id
     LEFT JOIN cases k ON u.outcome = 'done' AND k.city = u.city AND k.source_id = ${where.value(source)}
       AND k.number = ${ratingCase.sql('t')}
     ${where.where} ORDER BY u.called_at DESC, u.ticket_id DESC, u.turn DESC LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
    where.values,
  );
  return {
    rows: rows.map((row) => ({
      id: `${formatKey(row.city, row.ticket_id)}-${row.turn}`,
      number: numberText(row),
      windowCode: row.window_code,
      queue: row.queue,
      queuedAt: toRfc3339(row.queued_at),
      calledAt: toRfc3339(row.called_at),
      endedAt: toRfc3339OrNull(row.ended_at),
      outcome: row.outcome,
      rating: row.rating,
      caseId: row.case_city === null ? null : formatKey(row.case_city, row.case_id!),
    })),
    total: rows[0]?.total ?? 0,
  };
}
