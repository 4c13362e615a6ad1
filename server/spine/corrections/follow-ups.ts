import type { Pool } from 'pg';
import { type Instant, toRfc3339 } from '#base/time';
import type { CorrectionEventType } from '#contract/correction-events';
import type { RegisteredSource } from '#spine/catalogue/registry';
import type { CorrectionFold } from '#spine/corrections/apply-correction';
import { levelAbove } from '#spine/corrections/supervision';
import { incoming, type IncomingEvent } from '#spine/journal/incoming';

interface Row {
  city: number;
  id: number;
  case_id: number;
  region: number;
  state: CorrectionFold;
}

/** Most follow-ups of one call; the rest comes with the next. */
const mostAtOnce = 500;

function toEvent(row: Row, source: RegisteredSource): IncomingEvent {
  const { state, followUp } = row.state;
  const { rung, at, what } = followUp!;
  const correction = String(row.id);
  const followed = { correction, rung, fellDueAt: toRfc3339(at) };
  const type: CorrectionEventType = what === 'escalate' ? 'correction.escalated' : 'correction.reminded';
  return incoming(source, {
    // One follow-up for each warning: the same again is a duplicate, whoever asks and however often.
    id: `follow-up:${row.city}:${rung}`,
    type,
    region: row.region,
    occurredAt: at,
    data: what === 'escalate' ? { ...followed, to: levelAbove(state.supervisor) } : followed,
    reference: { id: row.case_id },
  });
}

/**
 * What passing time demands of corrections up to `now`: a reminder for each limit that has passed, escalation where it
 * was let pass too long or the order was not closed. To be appended by the ticker; what is appended is not given again.
 * Corrections run on recorded time also where their case belongs to a replay source, so this covers those too, whose
 * warnings fire with the reminder.
 */
export async function followUps(
  pool: Pool,
  source: RegisteredSource,
  now: Instant,
): Promise<IncomingEvent[]> {
  const { rows } = await pool.query<Row>({
    name: 'correction-follow-ups',
    text: `SELECT city, id, case_id, region, state FROM correction
           WHERE status NOT IN ('cleared', 'upheld') AND due_at <= $1::timestamptz
             AND (state -> 'followUp' ->> 'at')::float8 <= $2::float8
           ORDER BY due_at LIMIT ${mostAtOnce}`,
    values: [toRfc3339(now), now],
  });
  return rows.map((row) => toEvent(row, source));
}
