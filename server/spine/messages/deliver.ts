import type { ClientBase } from 'pg';
import { inTransaction } from '#base/db';
import { toRfc3339 } from '#base/time';
import type { MessageWay } from '#contract/messages';
import { formatKey } from '#spine/keys';
import type { Spine } from '#spine/spine';
import type { AlarmContent } from '#spine/watch/tell-administrators';
import type { MessageContent } from './follow-alerts.ts';
import { alarmText, messageText } from './message-text.ts';
import { readPreferences } from './preferences.ts';
import { retryAfter } from './recipients.ts';

interface Row {
  message_id: number;
  way: MessageWay;
  tries: number;
  account_id: number;
  /** Null: of an alarm about the system itself. */
  city: number | null;
  alert_id: number | null;
  level: number;
  occasion: string;
  content: MessageContent | AlarmContent;
}

/** The delivery that has waited longest, taken so that no other server sends it meanwhile. */
const nextText = `SELECT d.message_id, d.way, d.tries, m.account_id, m.city, m.alert_id, m.level, m.occasion, m.content
  FROM message_delivery d JOIN message m ON m.id = d.message_id
  WHERE d.state = 'waiting' AND d.next_at <= $1::timestamptz AND d.way = ANY($2::text[])
  ORDER BY d.next_at, d.message_id LIMIT 1 FOR UPDATE OF d SKIP LOCKED`;

/**
 * Sends one message that is due; false when none is. It is sent at least once: whoever dies between sending and writing it down
 * sends it again, under the same id.
 */
export async function deliverNext(spine: Spine): Promise<boolean> {
  return inTransaction(spine.pool, async (client) => {
    const { rows } = await client.query<Row>(nextText, [toRfc3339(spine.now()), Object.keys(spine.ways)]);
    const row = rows[0];
    if (!row) return false;
    const problem = await send(client, spine, row);
    await note(client, spine, row, problem);
    return true;
  });
}

/** Null when it was handed on, else why not, without any address. */
async function send(client: ClientBase, spine: Spine, row: Row): Promise<string | null> {
  const preference = (await readPreferences(client, spine.keys, [row.account_id])).get(row.account_id);
  const to = row.way === 'email' ? preference?.email : preference?.phone;
  if (!to) return 'no address any more';
  const words = wordsOf(row, spine.identity.address?.href ?? null);
  try {
    await spine.ways[row.way]!({
      id: `message-${row.message_id}`,
      to,
      ...words,
    });
    return null;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return said.replaceAll(to, '…').slice(0, 300);
  }
}

function wordsOf({ city, alert_id, level, occasion, content }: Row, address: string | null) {
  if ('subject' in content) return alarmText(content, { level, address });
  return messageText(content, { level, occasion, address, alertId: formatKey(city!, alert_id!) });
}

async function note(client: ClientBase, spine: Spine, row: Row, problem: string | null): Promise<void> {
  const tries = row.tries + 1;
  const now = spine.now();
  const again = problem === null ? null : retryAfter(tries);
  const state = problem === null ? 'sent' : again === null ? 'failed' : 'waiting';
  await client.query(
    `UPDATE message_delivery SET state = $3, tries = $4, next_at = $5, ended_at = $6, problem = $7
     WHERE message_id = $1 AND way = $2`,
    [
      row.message_id,
      row.way,
      state,
      tries,
      toRfc3339(now + (again ?? 0)),
      state === 'waiting' ? null : toRfc3339(now),
      problem,
    ],
  );
}
