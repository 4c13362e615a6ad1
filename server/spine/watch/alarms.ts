import type { ClientBase, Pool } from 'pg';
import { inTransaction } from '#base/db';
import { type Instant, toRfc3339 } from '#base/time';
import type { Finding } from './judge.ts';
import { type NewAlarm, tellAdministrators } from './tell-administrators.ts';
import type { MessageWays } from '#spine/messages/ways';

const levels = { yellow: 2, red: 3 } as const;

/**
 * Lets alarms begin and end as what was found says; any number of processes may do so at the same time. An alarm begins once,
 * and whoever began it tells the administrators in the same transaction. One that becomes worse ends and begins anew.
 * @returns those that began
 */
export async function keepAlarms(
  pool: Pool,
  findings: readonly Finding[],
  { now, ways }: { now: Instant; ways: MessageWays },
): Promise<NewAlarm[]> {
  return inTransaction(pool, async (client) => {
    // One at a time: ending and beginning go together, and the next one sees both.
    await client.query('SELECT pg_advisory_xact_lock(7240119046)');
    await endOver(client, findings, now);
    const begun = await begin(client, findings, now);
    await tellAdministrators(client, begun, { now, ways });
    return begun;
  });
}

const json = (findings: readonly Finding[]) =>
  JSON.stringify(findings.map((one) => ({ ...one, level: levels[one.level] })));

async function endOver(client: ClientBase, findings: readonly Finding[], now: Instant): Promise<void> {
  await client.query(
    `UPDATE watch_alarm a SET ended_at = greatest($2::timestamptz, began_at) WHERE ended_at IS NULL AND NOT EXISTS (
       SELECT FROM jsonb_to_recordset($1::jsonb) AS f (subject text, level int2) WHERE f.subject = a.subject AND f.level <= a.level)`,
    [json(findings), toRfc3339(now)],
  );
}

async function begin(client: ClientBase, findings: readonly Finding[], now: Instant): Promise<NewAlarm[]> {
  const { rows } = await client.query<NewAlarm>(
    `INSERT INTO watch_alarm (subject, level, began_at, value, bound)
     SELECT subject, level, $2::timestamptz, value, bound
     FROM jsonb_to_recordset($1::jsonb) AS f (subject text, level int2, value float8, bound float8)
     ON CONFLICT (subject) WHERE ended_at IS NULL DO NOTHING RETURNING id, subject, level, value, bound`,
    [json(findings), toRfc3339(now)],
  );
  return rows;
}

/** Writes down that nobody watched from one time to another: an alarm that is over as it is found. */
export async function noteGap(
  pool: Pool,
  { from, to, bound }: { from: Instant; to: Instant; bound: number },
  ways: MessageWays,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(7240119046)');
    const { rows } = await client.query<NewAlarm>(
      `INSERT INTO watch_alarm (subject, level, began_at, ended_at, value, bound)
       SELECT 'gap:all', ${levels.red}, $1, $2, $3, $4
       WHERE NOT EXISTS (SELECT FROM watch_alarm WHERE subject = 'gap:all' AND began_at = $1::timestamptz)
       RETURNING id, subject, level, value, bound`,
      [toRfc3339(from), toRfc3339(to), (to - from) / 1_000, bound],
    );
    await tellAdministrators(client, rows, { now: to, ways });
  });
}
