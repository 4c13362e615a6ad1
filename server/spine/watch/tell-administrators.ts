import type { ClientBase } from 'pg';
import { type Instant, toRfc3339 } from '#base/time';
import type { MessageWays } from '#spine/messages/ways';

/** An alarm that has just begun. */
export interface NewAlarm {
  id: number;
  subject: string;
  level: number;
  value: number;
  bound: number;
}

/** What a message about an alarm says, kept with it. */
export interface AlarmContent {
  subject: string;
  value: number;
  bound: number;
}

/**
 * Tells every system administrator of alarms that have begun: in the workbench, and by the ways that each has chosen. In the
 * transaction in which they begin, so that nobody is told twice and nobody not at all.
 */
export async function tellAdministrators(
  client: ClientBase,
  alarms: readonly NewAlarm[],
  { now, ways }: { now: Instant; ways: MessageWays },
): Promise<void> {
  if (alarms.length === 0) return;
  const messages = alarms.map(({ id, level, subject, value, bound }) => ({
    id,
    level,
    content: { subject, value, bound } satisfies AlarmContent,
  }));
  await client.query(
    `WITH made AS (
       INSERT INTO message (account_id, alarm_id, occasion, level, audience, content, made_at)
       SELECT DISTINCT ON (g.account_id, m.id) g.account_id, m.id, 'given', m.level, 'system-administrator', m.content, $2::timestamptz
       FROM jsonb_to_recordset($1::jsonb) AS m (id int8, level int2, content jsonb)
         CROSS JOIN role_grant g JOIN account a ON a.id = g.account_id
       WHERE g.role = 'system-administrator' AND g.decision = 'approved' AND g.held @> $2::timestamptz AND a.state = 'active'
       ON CONFLICT DO NOTHING RETURNING id, account_id, level
     )
     INSERT INTO message_delivery (message_id, way, next_at)
     SELECT made.id, w.way, $2::timestamptz FROM made JOIN message_preference p ON p.account_id = made.account_id
     JOIN LATERAL (VALUES ('email', p.email_from), ('gateway', p.gateway_from)) AS w (way, least) ON w.least <= made.level
     WHERE w.way = ANY($3::text[])`,
    [JSON.stringify(messages), toRfc3339(now), Object.keys(ways)],
  );
}
